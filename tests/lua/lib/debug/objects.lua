-- Metatables of every type, environments of every object that has one, and the registry.

print(debug.getmetatable("").__index == string, debug.getmetatable(1), debug.getmetatable(nil)) --> true	nil	nil

debug.setmetatable(10, {
  __index = function(a, key) return a .. key end,
  __call = function(self, x) return self + x end,
  __len = function(a) return a * 2 end,
})
local ten = 10
print(ten.foo, (10).bar, ten(5), #ten, 1 + 1) --> 10foo	10bar	15	20	2
print(debug.setmetatable(0, nil)) --> true
print(pcall(function() return ten.x end))
--> false	tests/lua/lib/debug/objects.lua:13: attempt to index upvalue 'ten' (a number value)

debug.setmetatable(nil, { __index = function(_, key) return key end, __call = function(...) return select("#", ...) end })
print(undefined.field, undefined(1, 2)) --> field	3
debug.setmetatable(nil, nil)

debug.setmetatable(true, {
  __index = { yes = 1 },
  __concat = function() return "joined" end,
  __unm = function() return "negative" end,
  __lt = function() return true end,
})
print((true).yes, (false).yes, true .. "x", -true, true < false, true > false) --> 1	1	joined	negative	true	true
debug.setmetatable(true, nil)

debug.setmetatable(type, { __index = { name = "function" }, __add = function() return "sum" end, __tostring = function() return "FUNCTION" end })
print(type.name, (function() end).name, type + type, tostring(type)) --> function	function	sum	FUNCTION
debug.setmetatable(type, nil)

local co = coroutine.create(function() end)
debug.setmetatable(co, { __index = { a = 1 }, __metatable = "protected" })
print(co.a, getmetatable(co), type(debug.getmetatable(co))) --> 1	protected	table
debug.setmetatable(co, nil)

local protected = setmetatable({}, { __metatable = "protected" })
print(getmetatable(protected), type(debug.getmetatable(protected))) --> protected	table
print(debug.setmetatable(protected, nil), getmetatable(protected)) --> true	nil

local environment = {}
local function f() return x end
print(debug.getfenv(print) == _G, debug.getfenv(f) == _G, debug.getfenv(co) == _G, debug.getfenv(newproxy()) == _G)
--> true	true	true	true
print(debug.getfenv(1), debug.getfenv("x"), debug.getfenv({}), debug.getfenv(nil)) --> nil	nil	nil	nil
environment.x = "in the environment"
print(debug.setfenv(f, environment) == f, f(), debug.getfenv(f) == environment) --> true	in the environment	true
local proxy = newproxy()
print(debug.setfenv(proxy, environment) == proxy, debug.getfenv(proxy) == environment) --> true	true
local thread = coroutine.create(function() return getfenv(0) == environment end)
debug.setfenv(thread, environment)
print(coroutine.resume(thread)) --> true	true

print(type(debug.getregistry())) --> table

print(pcall(debug.getmetatable)) --> false	bad argument #1 to '?' (value expected)
print(pcall(debug.setmetatable)) --> false	bad argument #2 to '?' (nil or table expected)
print(pcall(debug.setmetatable, {})) --> false	bad argument #2 to '?' (nil or table expected)
print(pcall(debug.setmetatable, {}, 1)) --> false	bad argument #2 to '?' (nil or table expected)
print(pcall(debug.getfenv)) --> false	bad argument #1 to '?' (value expected)
print(pcall(debug.setfenv, f)) --> false	bad argument #2 to '?' (table expected, got no value)
print(pcall(debug.setfenv, 3, {})) --> false	'setfenv' cannot change environment of given object
