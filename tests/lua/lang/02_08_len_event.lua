-- __len is not used for tables and strings ...
local t = setmetatable({ 1, 2, 3 }, { __len = function() return 42 end })
print(#t) --> 3
print(#setmetatable({}, { __len = function() error("never") end })) --> 0
print(#"abc") --> 3

-- ... but for userdata; it gets its operand, and its result is adjusted to one value.
local u = newproxy(true)
local mt = getmetatable(u)
print((pcall(function() return #u end))) --> false
mt.__len = function(...) return select('#', ...) .. tostring((...) == u), "second" end
print(#u) --> 2true
print(#u, select('#', #u)) --> 2true	1
mt.__len = function() return nil end
print(#u) --> nil
mt.__len = function() error("in handler", 0) end
print(pcall(function() return #u end)) --> false	in handler
mt.__len = 7
print((pcall(function() return #u end))) --> false
