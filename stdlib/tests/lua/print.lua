-- print goes through the global tostring, and writes a tab between values.
print() -->
print(nil, true, 1, "x", 1e300 * 1e10) --> nil	true	1	x	inf
print("a\tb", "") --> a	b	
print("one\ntwo") --> one
--> two
print(setmetatable({}, { __tostring = function() return "object" end }), 2, setmetatable({}, { __tostring = function() return "last" end })) --> object	2	last
print(pcall(print, setmetatable({}, { __tostring = function() return {} end }))) --> false	/tmp/h/lib-w/ann_drv.lua:4: invalid value (table) at index 1 in table for 'concat'
print(pcall(print, setmetatable({}, { __tostring = function() return nil end }))) -->
--> true
print(setmetatable({}, { __tostring = function() return 12 end })) --> 12
