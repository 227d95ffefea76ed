-- Every thread has an environment, which loadstring and load give to new chunks.
local G = _G
print(getfenv(0) == G) --> true
local env = { where = "thread env" }
where = "global"
local function in_env()
  setfenv(0, env)
  local f = loadstring("return where")
  local g = load((function() local done return function() if not done then done = true return "return where" end end end)())
  setfenv(0, G)
  return f(), g()
end
print(in_env()) --> thread env	thread env
print(loadstring("return where")()) --> global

-- It does not matter to functions that exist, not even to the running one.
setfenv(0, env)
local here = where
local made = (function() return function() return where end end)()
setfenv(0, G)
print(here, made()) --> global	global

-- A coroutine inherits the environment of the thread that creates it.
setfenv(0, env)
local co = coroutine.create(function() return getfenv(0) == env, loadstring("return where")(), where end)
setfenv(0, G)
print(coroutine.resume(co)) --> true	true	thread env	global
co = coroutine.create(function() return getfenv(0) == G end)
setfenv(0, env)
local _, inherited = coroutine.resume(co)
setfenv(0, G)
print(inherited) --> true

-- print takes its tostring from the environment of the thread.
setfenv(0, { tostring = function(v) return "[" .. tostring(v) .. "]" end })
print(1, nil) --> [1]	[nil]
setfenv(0, {})
local ok = pcall(print, 1)
setfenv(0, G)
print(ok) --> false

-- Changing it inside of a coroutine changes only that one.
co = coroutine.wrap(function()
  setfenv(0, env)
  coroutine.yield(loadstring("return where")())
  local inner = coroutine.wrap(function() return loadstring("return where")(), where end)
  coroutine.yield(inner())
  return loadstring("return where")()
end)
print(co()) print(loadstring("return where")()) print(co()) print(co()) print(getfenv(0) == G) --> thread env
--> global
--> thread env	global
--> thread env
--> true

-- setfenv(0) gives no result; a native's environment is that of the library.
print(select('#', setfenv(0, G))) --> 0
print(getfenv(print) == G, getfenv(coroutine.create) == G) --> true	true
where = nil
