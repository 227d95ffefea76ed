-- __concat is called when an operand is neither a string nor a number.
local mt = {}
local function show(v) return type(v) == "table" and (v.n or "a table") or tostring(v) end
mt.__concat = function(a, b) return "(" .. show(a) .. " " .. show(b) .. ")" end
local function o(n) return setmetatable({ n = n }, mt) end
local a, b = o("a"), o("b")
print(a .. b, a .. "s", "s" .. a, a .. 1, 1 .. a, a .. nil, nil .. a, true .. a) --> (a b)	(a s)	(s a)	(a 1)	(1 a)	(a nil)	(nil a)	(true a)
print(pcall(function() return a .. {} end)) --> true	(a a table)

-- Longer chains: from the right, strings are joined first where they can be.
print(a .. "x" .. "y") --> (a xy)
print("x" .. "y" .. a) --> x(y a)
print("x" .. a .. "y") --> x(a y)
print(a .. b .. "x" .. "y") --> (a (b xy))
print("w" .. "x" .. a .. "y" .. "z") --> wx(a yz)
print(1 .. 2 .. a) --> 1(2 a)

-- The first operand's handler is preferred.
local l = setmetatable({}, { __concat = function() return "left" end })
local r = setmetatable({}, { __concat = function() return "right" end })
print(l .. r, r .. l, l .. "", "" .. r, {} .. r == "right") --> left	right	left	right	true

-- The result is adjusted to one value of any type.
local many = setmetatable({}, { __concat = function() return 1, 2 end })
print(many .. "", (many .. many) + 1) --> 1	2
local none = setmetatable({}, { __concat = function() end })
print(none .. "", select('#', none .. "")) --> nil	1
local same = setmetatable({}, { __concat = function(x) return x end })
print(same .. same .. same == same, same .. "x" .. "y" == same) --> true	true

-- The result goes on in the chain.
local count = 0
local c = setmetatable({}, { __concat = function(x, y) count = count + 1 return type(x) == "string" and x .. "|" or "|" .. y end })
print("a" .. c .. "b", count) --> a|b	1
print("a" .. "b" .. c .. "c" .. "d", count) --> ab|cd	2
print(c .. "a" .. "b" .. "c", count) --> |abc	3

-- Errors.
print((pcall(function() return {} .. "x" end)), (pcall(function() return "x" .. {} end))) --> false	false
print((pcall(function() return "a" .. "b" .. {} .. "c" end))) --> false
local bad = setmetatable({}, { __concat = function() error("in handler", 0) end })
print(pcall(function() return "x" .. bad .. "y" end)) --> false	in handler
