-- Globals, locals and table fields. Before its first assignment a variable is nil.
print(never_assigned) --> nil
local l
print(l) --> nil
local t = {}
print(t.field, t[1], t[t]) --> nil	nil	nil

-- Any name that is not declared local is global.
g = 1
do
  g = g + 1
  local g = "local"
  print(g) --> local
end
print(g) --> 2
local function uses() g = g + 1 return g end
print(uses(), g) --> 3	3

-- Globals are fields of the environment table.
print(_G.g, _G["g"], rawget(_G, "g")) --> 3	3	3
_G.h = "through the table"
print(h) --> through the table
_G["not a name"] = 5
print(_G["not a name"]) --> 5
g, h = nil, nil
print(rawget(_G, "g"), g, h) --> nil	nil	nil

-- _G is only a global that holds the table: it may be changed without effect on globals.
local saved = _G
_G = nil
x1 = "still works"
print(x1, _G, saved.x1) --> still works	nil	still works
saved._G = saved
print(_G == saved, _G._G._G == _G, _G.saved) --> true	true	nil
x1 = nil

-- A parameter is a local variable.
local function param(a) a = a + 1 return a end
local a = 1
print(param(a), a) --> 2	1

-- Square brackets index any expression; a dot is the same with a name.
local o = { p = { q = { "deep" } }, ["p q"] = 1 }
print(o.p.q[1], o["p"]["q"][1], o["p"].q[2 - 1], o["p" .. " " .. "q"]) --> deep	deep	deep	1
print(({ 5, 6 })[2], ({ a = 7 }).a, ("s").len == string.len, (function() return { 8 } end)()[1]) --> 6	7	true	8
local i = 0
local function nexti() i = i + 1 return i end
local seq = { "a", "b", "c" }
print(seq[nexti()], seq[nexti()], seq[nexti()], seq[nexti()]) --> a	b	c	nil

-- The meaning of both accesses can be changed by metatables and environments.
local log = {}
local env = setmetatable({}, {
  __index = function(_, k) log[#log + 1] = "get " .. k return k .. "!" end,
  __newindex = function(_, k, v) log[#log + 1] = "set " .. k .. " " .. tostring(v) end,
})
local f = setfenv(function() x = y end, env)
f()
print(log[1], log[2], #log) --> get y	set x y!	2

-- Access to a global is the same as indexing the environment of the running function.
local function read() return value end
local function read2() return getfenv(1).value end
value = 10
print(read(), read2(), getfenv(read).value) --> 10	10	10
value = nil
