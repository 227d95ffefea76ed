-- setmetatable and getmetatable.
local t, mt = {}, {}
print(getmetatable(t)) --> nil
print(setmetatable(t, mt) == t, getmetatable(t) == mt) --> true	true
print(setmetatable(t, nil) == t, getmetatable(t)) --> true	nil
print((pcall(setmetatable, t, 1)), (pcall(setmetatable, t)), (pcall(setmetatable, 1, {})), (pcall(setmetatable))) --> false	false	false	false

-- Each table has its own metatable, several may share one, and a table may be its own.
local a, b = setmetatable({}, mt), setmetatable({}, mt)
print(getmetatable(a) == getmetatable(b), getmetatable({})) --> true	nil
local own = {}
own.__index = function(_, k) return k .. "!" end
setmetatable(own, own)
print(own.x, rawget(own, "x")) --> x!	nil

-- Strings share one metatable, whose __index is the library; numbers and others have none.
print(getmetatable("x") == getmetatable("y"), getmetatable("").__index == string) --> true	true
print(getmetatable(1), getmetatable(nil), getmetatable(true), getmetatable(print)) --> nil	nil	nil	nil

-- The field __metatable protects.
local p = setmetatable({}, { __metatable = "protected" })
print(getmetatable(p), pcall(setmetatable, p, {})) --> protected	false	cannot change a protected metatable
print((pcall(setmetatable, p, nil))) --> false
local q = setmetatable({}, { __metatable = false })
print(getmetatable(q), (pcall(setmetatable, q, {}))) --> false	false

-- Metamethods are looked up raw: a metatable's own metatable does not count.
local base = { __index = { __add = function() return "added" end } }
local meta = setmetatable({}, base)
print((pcall(function() return setmetatable({}, meta) + 1 end))) --> false
meta.__add = function() return "own" end
print(setmetatable({}, meta) + 1) --> own

-- A metamethod may be put in after the metatable was set, and taken away.
local late = setmetatable({}, mt)
print((pcall(function() return late + 1 end))) --> false
mt.__add = function(x, y) return "late" end
print(late + 1, 1 + late) --> late	late
mt.__add = nil
print((pcall(function() return late + 1 end))) --> false
print(late.x) --> nil
mt.__index = function() return "index" end
print(late.x) --> index
mt.__index = nil
print(late.x) --> nil
mt.__index = { x = "from a table" }
print(late.x) --> from a table
rawset(mt, "__index", nil)
print(late.x) --> nil

-- Wrong values as metamethods.
print((pcall(function() return setmetatable({}, { __add = 5 }) + 1 end))) --> false
print((pcall(function() return setmetatable({}, { __index = 5 }).x end))) --> false
print((pcall(function() return setmetatable({}, { __call = 5 })() end))) --> false
print(setmetatable({}, { __add = setmetatable({}, { __call = function(self, x, y) return "callable", y end }) }) + 9) --> callable

-- newproxy makes a userdata with or without a metatable.
print(getmetatable(newproxy()), getmetatable(newproxy(false)), type(getmetatable(newproxy(true)))) --> nil	nil	table
local u = newproxy(true)
getmetatable(u).__index = function(_, k) return "proxy " .. k end
getmetatable(u).__len = function() return 42 end
getmetatable(u).__call = function(_, x) return "called", x end
print(u.field, #u, u(3)) --> proxy field	42	called	3
local v = newproxy(u)
print(getmetatable(v) == getmetatable(u), v.other, u == v) --> true	proxy other	false
print((pcall(newproxy, 1)), (pcall(newproxy, {})), (pcall(setmetatable, u, {}))) --> false	false	false
