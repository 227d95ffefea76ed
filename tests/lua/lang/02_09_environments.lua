-- Every function has an environment; setfenv changes it and gives the function back.
local env = { x = "in env" }
local function f() return x end
x = "global"
print(f(), setfenv(f, env) == f, f(), x) --> global	true	in env	global
print(getfenv(f) == env, getfenv(print) == _G, getfenv(1) == _G, getfenv() == _G) --> true	true	true	true

-- A new function gets the environment of the function that creates it.
local function maker() return function() return x end end
setfenv(maker, env)
local made = maker()
print(made(), getfenv(made) == env) --> in env	true
setfenv(maker, { x = "another env" })
print(made(), maker()()) --> in env	another env
-- Closures of one expression may have different ones.
setfenv(made, _G)
print(made(), maker()()) --> global	another env

-- A number names a function on the stack: 1 is the caller of setfenv.
local function level1()
  setfenv(1, { x = "set by level 1", setfenv = setfenv, getfenv = getfenv })
  return x, getfenv(1).x
end
print(level1()) print(x) --> set by level 1	set by level 1
--> global
local function set2(e) setfenv(2, e) end
local function level2()
  set2({ x = "set by level 2" })
  return x
end
print(level2()) print(x) --> set by level 2
--> global
local function level3()
  local inner = function() setfenv(3, { x = "set by level 3" }) return x end
  local function middle() local r = inner() return r end
  local r = middle()
  return x, r
end
print(level3()) --> set by level 3	global
print(getfenv(level1).x, getfenv(level2).x, getfenv(level3).x) --> set by level 1	set by level 2	set by level 3

-- The change holds for the next access of the running function.
local function running()
  local a = x
  setfenv(1, { x = "second" })
  return a, x
end
print(running()) --> global	second
print((pcall(running))) --> false

-- Assignments go to the environment.
local e = {}
setfenv(function() y = 1 function z() return y end end, e)()
print(e.y, e.z(), rawget(_G, "y"), rawget(_G, "z"), getfenv(e.z) == e) --> 1	1	nil	nil	true

-- An environment with a metatable: inheritance of globals.
local sandbox = setmetatable({}, { __index = _G })
local g = setfenv(function() w = "only here" return type(w), x end, sandbox)
print(g()) print(sandbox.w, rawget(_G, "w")) --> string	global
--> only here	nil
local counted = 0
local spy = setmetatable({}, { __index = function(_, k) counted = counted + 1 return k end })
print(setfenv(function() return a, b, c end, spy)()) print(counted) --> a	b	c
--> 3

-- An empty environment has no functions.
local empty = setfenv(function() return print end, {})
print(empty()) --> nil
print((pcall(setfenv(function() print("never") end, {})))) --> false

-- Locals and upvalues do not depend on the environment.
local up = "upvalue"
print(setfenv(function(p) local l = "local" return up, p, l end, {})("parameter")) --> upvalue	parameter	local

-- Environments of loaded chunks.
local chunk = loadstring("v = (v or 0) + 1 return v")
setfenv(chunk, { v = 10 })
print(chunk(), chunk(), rawget(_G, "v")) --> 11	12	nil
print(loadstring("return x")(), setfenv(loadstring("return x"), { x = "loaded" })()) --> global	loaded
print(setfenv(loadstring("return function() return x end"), { x = "inherited" })()()) --> inherited

-- setmetatable on _G, and reading through it.
setmetatable(_G, { __index = function(_, k) return "no " .. k end })
print(undefined_global, x) --> no undefined_global	global
setmetatable(_G, nil)
print(undefined_global) --> nil

-- Wrong arguments.
print((pcall(setfenv, f, nil)), (pcall(setfenv, f, 1)), (pcall(setfenv, {}, {})), (pcall(setfenv, "x", {}))) --> false	false	false	false
print((pcall(setfenv, -1, {})), (pcall(setfenv, 100, {})), (pcall(getfenv, -1)), (pcall(getfenv, 100))) --> false	false	false	false
print((pcall(setfenv, type, {})), (pcall(setfenv)), (pcall(getfenv, "x"))) --> false	false	false
print(getfenv("1") == getfenv(1), getfenv(1.5) == getfenv(1), getfenv(nil) == getfenv()) --> true	true	true
x = nil
