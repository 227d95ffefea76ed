-- __eq is asked only for two different objects of one type with the same handler.
local calls = 0
local mt = { __eq = function(a, b) calls = calls + 1 return a.n == b.n end }
local function o(n) return setmetatable({ n = n }, mt) end
local a, b, c = o(1), o(1), o(2)
print(a == b, a == c, a ~= b, a ~= c, calls) --> true	false	false	true	4
calls = 0
print(a == a, a ~= a, calls) --> true	false	0
print(a == 1, a == "1", a == nil, 1 == a, a == true, calls) --> false	false	false	false	false	0
print(a == { n = 1 }, { n = 1 } == a, calls) --> false	false	0
print(a == print, a == newproxy(), calls) --> false	false	0

-- Raw equality does not ask.
print(rawequal(a, b), rawequal(a, a), calls) --> false	true	0

-- Different metatables with the same function do; with other functions they do not.
local eq = function(x, y) return "a true value" end
local x = setmetatable({}, { __eq = eq })
local y = setmetatable({}, { __eq = eq })
local z = setmetatable({}, { __eq = function() return true end })
print(x == y, x ~= y, x == z, z == x, y == {}) --> true	false	false	false	false

-- The result is turned into a boolean.
local n = setmetatable({}, { __eq = function() return nil end })
local mt_n = getmetatable(n)
local m = setmetatable({}, mt_n)
print(n == m, n ~= m) --> false	true
mt_n.__eq = function() return 0 end
print(n == m, n ~= m) --> true	false
mt_n.__eq = function() end
print(n == m) --> false
mt_n.__eq = function(l, r) return rawequal(l, n) and rawequal(r, m) end
print(rawequal(n, m), n == m, m == n) --> false	true	false

-- In conditions.
if a == b then print("equal") else print("different") end --> equal
if a ~= b then print("different") else print("equal") end --> equal
if not (a == c) then print("different") end --> different
while a == c do print("never") end
print(a == b and "and", a == c or "or") --> and	or

-- Table keys are compared raw.
local t = { [a] = "a" }
print(t[a], t[b]) --> a	nil

-- Userdata.
local u = newproxy(true)
getmetatable(u).__eq = function() return true end
local v = newproxy(u)
print(u == v, u == newproxy(true), rawequal(u, v)) --> true	false	false

-- Strings and numbers have no event.
print("a" == "b", 1 == 2) --> false	false

-- Errors in the handler.
mt_n.__eq = function() error("in handler", 0) end
print(pcall(function() return n == m end)) --> false	in handler
print((pcall(function() return n == n end))) --> true
mt_n.__eq = 5
print((pcall(function() return n == m end))) --> false
