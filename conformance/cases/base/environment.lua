-- Environments: getfenv, setfenv, and what functions and threads see.

--- getfenv-levels: of a function, of a level, of the thread
print(getfenv() == _G, getfenv(1) == _G, getfenv(0) == _G, getfenv(print) == _G)
print(getfenv(function() end) == _G)
--> true	true	true	true
--> true

--- setfenv-function: gives the function back and changes what its globals mean
local function f() return x end
print(f())
print(setfenv(f, {x = 1}) == f, f())
print(getfenv(f).x, x)
--> nil
--> true	1
--> 1	nil

--- setfenv-level: level 1 is the caller
local function f()
  local print = print
  setfenv(1, {y = "mine"})
  print(y, _G)
end
f()
print(y)
--> mine	nil
--> nil

--- setfenv-level-2: who called it
local function change() setfenv(2, {z = "theirs"}) end
local function f()
  local print = print
  change()
  print(z)
end
f()
--> theirs

--- setfenv-0: the thread's, which new chunks get
local env = {v = "thread"}
local load, print, original, setfenv = loadstring, print, _G, setfenv
local result = setfenv(0, env)
local inside, outside = load("return v")(), v
setfenv(0, original)
print(result, inside, outside)
--> nil	thread	nil

--- setfenv-inherited: closures get the environment of who makes them
local function make() return function() return w end end
setfenv(make, {w = 1})
local inner = make()
setfenv(make, {w = 2})
print(inner(), make()())
--> 1	2

--- setfenv-coroutine: a thread inherits the environment of its creator's thread
local env = setmetatable({}, {__index = _G})
local co = coroutine.create(function() return getfenv(0) end)
print(select(2, coroutine.resume(co)) == _G)
setfenv(0, env)
co = coroutine.create(function() return getfenv(0) end)
print(select(2, coroutine.resume(co)) == env)
setfenv(0, _G)
--> true
--> true

--- setfenv-native: library functions keep theirs
print(pcall(setfenv, print, {}))
print(pcall(function() setfenv(print, {}) end))
--> false	'setfenv' cannot change environment of given object
--> false	case.lua:2: 'setfenv' cannot change environment of given object

--- environment-metatables: an environment is a table like any other
local function f() a = 5 return a, b end
local log = {}
setfenv(f, setmetatable({}, {__index = function(_, k) return "got " .. k end, __newindex = function(t, k, v) rawset(t, k, v * 2) end}))
print(f())
--> 10	got b

--- getfenv-field: __fenv hides an environment
local f = setfenv(function() end, {__fenv = "hidden"})
print(type(getfenv(f)))
print((pcall(setfenv, f, {})))
--> table
--> true

--- bad-arguments: functions, and levels that exist
print(pcall(getfenv, -1))
print(pcall(getfenv, 100))
print(pcall(getfenv, "x"))
print(pcall(getfenv, {}))
print(pcall(setfenv))
print(pcall(setfenv, 1))
print(pcall(setfenv, print))
print(pcall(setfenv, 1, 2))
print(pcall(setfenv, {}, {}))
print(pcall(setfenv, -1, {}))
print(pcall(setfenv, 100, {}))
print(getfenv(nil) == _G)
--> false	bad argument #1 to '?' (level must be non-negative)
--> false	bad argument #1 to '?' (invalid level)
--> false	bad argument #1 to '?' (number expected, got string)
--> false	bad argument #1 to '?' (number expected, got table)
--> false	bad argument #2 to '?' (table expected, got no value)
--> false	bad argument #2 to '?' (table expected, got no value)
--> false	bad argument #2 to '?' (table expected, got no value)
--> false	bad argument #2 to '?' (table expected, got number)
--> false	bad argument #1 to '?' (number expected, got table)
--> false	bad argument #1 to '?' (level must be non-negative)
--> false	bad argument #1 to '?' (invalid level)
--> true

--- level-of-tail-call: a caller that is lost has no environment
local function f() return getfenv(2) end
local function g() return f() end
print(pcall(function() local e = g() return e end))
print(pcall(function() local function s() setfenv(2, {}) end local function t() return s() end t() end))
--> false	case.lua:1: no function environment for tail call at level 2
--> false	case.lua:4: no function environment for tail call at level 2
