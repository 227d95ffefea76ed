-- The scope of a local begins after its declaration and lasts to the end of the innermost block.
x = 10
do
  local x = x
  print(x) --> 10
  x = x + 1
  do
    local x = x + 1
    print(x) --> 12
  end
  print(x) --> 11
end
print(x) --> 10
x = nil

-- In local x = x the new x is not yet in scope, in local function x it is.
local f = 1
local f = function() return f end
print(f()) --> 1
local function g(n) return n == 0 and g ~= nil end
print(g(0)) --> true

-- An inner function uses the variables around it (upvalues), not copies of their values.
local n = 1
local function get() return n end
local function set(v) n = v end
set(5)
print(n, get()) --> 5	5
n = 7
print(get()) --> 7

-- Each run of a local statement makes a new variable.
local a = {}
local y = 20
for i = 1, 10 do
  local z = 0
  a[i] = function() z = z + 1 y = y + 1 return z, y end
end
print(a[1]()) print(a[1]()) print(a[2]()) print(a[10]()) --> 1	21
--> 2	22
--> 1	23
--> 1	24
print(y) --> 24

-- Sibling closures share a variable; closures of other turns do not.
local pairs_of = {}
for i = 1, 2 do
  local v = i * 10
  pairs_of[i] = { get = function() return v end, add = function(d) v = v + d end }
end
pairs_of[1].add(5)
print(pairs_of[1].get(), pairs_of[2].get()) --> 15	20

-- Parameters, loop variables and local functions are captured alike.
local function param(p) return function() p = p + 1 return p end end
local p1, p2 = param(1), param(100)
print(p1(), p1(), p2(), p1()) --> 2	3	101	4
local function vararg(...)
  local first = ...
  return function(...) first = first .. select('#', ...) return first end
end
local va = vararg("v")
print(va(), va(1, 2)) --> v0	v02

-- Several levels of functions.
local function outer()
  local v = 0
  return function()
    return function()
      v = v + 1
      return function() v = v * 2 return v end
    end
  end
end
local level1 = outer()
local level2 = level1()
print(level2()(), level2()(), level1()()()) --> 2	6	14

-- A variable stays alive after its block, and after its function has returned.
local keep = {}
do
  local hidden = "hidden"
  keep.read = function() return hidden end
  keep.write = function(v) hidden = v end
end
keep.write(keep.read() .. " but alive")
print(keep.read()) --> hidden but alive

-- A closure sees assignments made after its creation, in its scope.
local later
local function see() return later end
later = "assigned later"
print(see()) --> assigned later
do
  local later = "another variable"
  print(see(), later) --> assigned later	another variable
end

-- A global and a local of the same name are different variables.
name = "global"
local name = "local"
print(name, _G.name) --> local	global
_G.name = nil

-- A function that captures itself and its siblings.
local even, odd
even = function(n) return n == 0 or odd(n - 1) end
odd = function(n) return n ~= 0 and even(n - 1) end
print(even(10), odd(10)) --> true	false
local old = even
even = function() return "replaced" end
print(old(10), odd(3)) --> replaced	replaced
