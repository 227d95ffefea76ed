-- Tables, functions, threads and userdata are references: assignment copies no object.
local a = { 1 }
local b = a
b[1] = 2
print(a[1], a == b) --> 2	true
local function change(t) t[1] = t[1] + 1 return t end
print(change(a) == a, b[1]) --> true	3
print({} == {}, a ~= { 3 }) --> false	true

-- Each evaluation of a constructor gives a fresh table.
local list = {}
for i = 1, 3 do list[i] = {} end
print(list[1] == list[2], list[2] == list[3]) --> false	false

-- Each evaluation of a function expression that sees new variables gives a fresh function.
local fs = {}
for i = 1, 3 do fs[i] = function() return i end end
print(fs[1] == fs[2], fs[1](), fs[2](), fs[3]()) --> false	1	2	3

-- Coroutines and proxies are themselves only.
local f = function() end
print(coroutine.create(f) == coroutine.create(f)) --> false
local co = coroutine.create(f)
local co2 = co
print(co == co2) --> true
print(newproxy() == newproxy()) --> false
local u = newproxy()
local u2 = u
print(u == u2) --> true

-- Numbers, booleans, nil and strings are compared by value.
print(1 == 1, "a" == "a", true == true, nil == nil) --> true	true	true	true

-- tostring names the type of an object, and two objects differ in their names.
local function kind(v) return (tostring(v):gsub(": .*", "")) end
print(kind({}), kind(f), kind(print), kind(co), kind(newproxy())) --> table	function	function	thread	userdata
print(tostring(a) == tostring(b), tostring(a) == tostring({})) --> true	false
