-- print goes through the global tostring, and writes a tab between values.
print() -->
print(nil, true, 1, "x", 1e300 * 1e10) --> nil	true	1	x	inf
print("a\tb", "") --> a	b	
print("one\ntwo") --> one
--> two
print(setmetatable({}, { __tostring = function() return "object" end }), 2, setmetatable({}, { __tostring = function() return "last" end })) --> object	2	last
print(pcall(print, setmetatable({}, { __tostring = function() return {} end }))) --> false	'tostring' must return a string to 'print'
print(pcall(print, setmetatable({}, { __tostring = function() return nil end }))) --> false	'tostring' must return a string to 'print'
print(setmetatable({}, { __tostring = function() return 12 end })) --> 12

-- A global tostring of one's own is asked for everything, and has to answer with a text or a number.
local original = tostring
tostring = function(v) return "<" .. original(v) .. ">" end
print(1, nil, "x") --> <1>	<nil>	<x>
tostring = function(v) return 5 end
print({}, {}) --> 5	5
local ok, message = pcall(function()
  tostring = function() return nil end
  print(1)
end)
tostring = original
print(ok, message) --> false	print.lua:20: 'tostring' must return a string to 'print'
ok, message = pcall(function()
  tostring = nil
  print(1)
end)
tostring = original
print(ok, message) --> false	attempt to call a nil value
