-- Coroutines, section 5.2.

--- create-resume-yield: values go in and out
local co = coroutine.create(function(a, b)
  print("begin", a, b)
  local c, d = coroutine.yield(a + b)
  print("middle", c, d)
  local e = coroutine.yield(c * d, "two")
  print("end", e)
  return "done", nil, 3
end)
print(coroutine.resume(co, 1, 2))
print(coroutine.resume(co, 3, 4))
print(coroutine.resume(co, "x", "ignored"))
print(coroutine.resume(co))
--> begin	1	2
--> true	3
--> middle	3	4
--> true	12	two
--> end	x
--> true	done	nil	3
--> false	cannot resume dead coroutine

--- status: suspended, running, normal, dead
local co
co = coroutine.create(function()
  print(coroutine.status(co))
  local inner = coroutine.create(function() print(coroutine.status(co)) end)
  coroutine.resume(inner)
  print(coroutine.status(inner))
  coroutine.yield()
end)
print(coroutine.status(co))
coroutine.resume(co)
print(coroutine.status(co))
coroutine.resume(co)
print(coroutine.status(co))
local failing = coroutine.create(error)
coroutine.resume(failing, "x")
print(coroutine.status(failing))
--> suspended
--> running
--> normal
--> dead
--> suspended
--> dead
--> error: case.lua:14: bad argument #1 to 'create' (Lua function expected)

--- errors: resume gives false and the error, and the coroutine is dead
local co = coroutine.create(function() error("message") end)
print(coroutine.resume(co))
print(coroutine.resume(co))
local co = coroutine.create(function() error({1}) end)
local ok, e = coroutine.resume(co)
print(ok, type(e), e[1])
--> false	case.lua:1: message
--> false	cannot resume dead coroutine
--> false	table	1

--- wrap: a function that resumes and raises errors
local f = coroutine.wrap(function(...)
  print(...)
  print(coroutine.yield(1, 2))
  return "end"
end)
print(f("a", "b"))
print(f("c"))
print(pcall(f))
--> a	b
--> 1	2
--> c
--> end
--> false	cannot resume dead coroutine

--- wrap-error: the error goes through, with a position in front
local f = coroutine.wrap(function() error("inside") end)
print(pcall(f))
local f = coroutine.wrap(function() error("inside", 0) end)
print(pcall(function() f() end))
local f = coroutine.wrap(function() error({}) end)
local ok, e = pcall(f)
print(ok, type(e))
--> false	case.lua:1: inside
--> false	case.lua:4: inside
--> false	table

--- running: the coroutine that runs, nil in the main one
print(coroutine.running())
local co
co = coroutine.create(function() print(coroutine.running() == co) end)
coroutine.resume(co)
print(select("#", coroutine.running()))
--> nil
--> true
--> 1

--- resume-bad: dead ones, running ones, and what is no coroutine
local co
co = coroutine.create(function() print(coroutine.resume(co)) end)
coroutine.resume(co)
local outer
outer = coroutine.create(function()
  local inner = coroutine.create(function() print(coroutine.resume(outer)) end)
  coroutine.resume(inner)
end)
coroutine.resume(outer)
print(pcall(coroutine.resume))
print(pcall(coroutine.resume, print))
print(pcall(coroutine.status))
print(pcall(coroutine.status, {}))
--> false	cannot resume running coroutine
--> false	cannot resume normal coroutine
--> false	bad argument #1 to '?' (coroutine expected)
--> false	bad argument #1 to '?' (coroutine expected)
--> false	bad argument #1 to '?' (coroutine expected)
--> false	bad argument #1 to '?' (coroutine expected)

--- resume-main: the main thread is no coroutine that could be resumed
local co = coroutine.wrap(function() return pcall(coroutine.resume, coroutine.running()) end)
print(co())
--> true	false	cannot resume running coroutine

--- wrap-bad: calling a dead or a running one
local f = coroutine.wrap(function() end)
f()
print(pcall(f))
local g
g = coroutine.wrap(function() return pcall(g) end)
print(g())
--> false	cannot resume dead coroutine
--> false	cannot resume running coroutine

--- create-bad: only Lua functions
print(pcall(coroutine.create))
print(pcall(coroutine.create, 1))
print(pcall(coroutine.create, {}))
print(pcall(coroutine.wrap))
print(pcall(coroutine.wrap, "x"))
print(pcall(coroutine.create, setmetatable({}, {__call = print})))
--> false	bad argument #1 to '?' (Lua function expected)
--> false	bad argument #1 to '?' (Lua function expected)
--> false	bad argument #1 to '?' (Lua function expected)
--> false	bad argument #1 to '?' (Lua function expected)
--> false	bad argument #1 to '?' (Lua function expected)
--> false	bad argument #1 to '?' (Lua function expected)

--- create-native: 5.1 wants Lua functions
print(pcall(coroutine.create, print))
print(pcall(coroutine.wrap, math.sin))
--> false	bad argument #1 to '?' (Lua function expected)
--> false	bad argument #1 to '?' (Lua function expected)

--- yield-outside: there is nobody to yield to
print(pcall(coroutine.yield))
print(pcall(coroutine.yield, 1))
coroutine.yield(1)
--> false	attempt to yield across metamethod/C-call boundary
--> false	attempt to yield across metamethod/C-call boundary
--> error: attempt to yield across metamethod/C-call boundary

--- yield-in-loops: generators
local function range(n)
  return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end)
end
for i in range(3) do print(i) end
--> 1
--> 2
--> 3

--- yield-many: any number of values
local co = coroutine.create(function(...)
  local n = select("#", ...)
  while true do n = select("#", coroutine.yield(n)) end
end)
local t = {}
for i = 1, 200 do t[i] = i end
print(coroutine.resume(co, unpack(t)))
print(coroutine.resume(co))
print(coroutine.resume(co, nil, nil))
local co = coroutine.create(function() coroutine.yield(unpack(t)) end)
print(select("#", coroutine.resume(co)))
--> true	200
--> true	0
--> true	2
--> 201

--- nested: coroutines that resume coroutines
local function level(n)
  if n == 0 then coroutine.yield("bottom") return "back" end
  local co = coroutine.wrap(function() return level(n - 1) end)
  coroutine.yield(co())
  return n, co()
end
local co = coroutine.wrap(function() return level(5) end)
print(co())
print(pcall(co))
--> bottom
--> true	5	4	3	2	1	back

--- closures-shared: locals live on in both
local n = 0
local co = coroutine.wrap(function() while true do n = n + 1 coroutine.yield() end end)
co() co() co()
print(n)
--> 3

--- varargs-kept: a vararg function keeps its arguments over a yield
local co = coroutine.wrap(function(...) coroutine.yield() return ... end)
co(1, 2, 3)
print(co())
--> 1	2	3

--- error-position-in-coroutine: levels end at the coroutine's own function
local co = coroutine.create(function() error("x", 2) end)
print(coroutine.resume(co))
local function f() error("y", 2) end
print(coroutine.resume(coroutine.create(function()
  f()
end)))
--> false	x
--> false	case.lua:5: y

--- pcall-inside: errors are caught inside
local co = coroutine.create(function()
  print(pcall(error, "inside", 0))
  error("outside", 0)
end)
print(coroutine.resume(co))
--> false	inside
--> false	outside

--- wrap-of-iterator-with-state: a wrapped function as an iterator gets state and control
local f = coroutine.wrap(function(s, c)
  while true do
    if c and c >= 3 then return nil end
    s, c = coroutine.yield((c or 0) + 1)
  end
end)
for i in f, "state", 0 do print(i) end
--> 1
--> 2
--> 3

--- library: these functions and no others
local names = {}
for name in pairs(coroutine) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
--> create resume running status wrap yield

--- resume-called: by the machine, in other ways than a call
local co = coroutine.create(function(...) local n = 0 while n < 3 do n = n + 1 coroutine.yield(n, ...) end return "end" end)
for ok, value in coroutine.resume, co do
  print(ok, value)
  if not ok then break end
end
local co = coroutine.create(function(...) while true do print("body", ...) coroutine.yield("answer") end end)
debug.setmetatable(co, {__index = coroutine.resume, __call = coroutine.resume})
print(co.key, co(1, 2))
debug.setmetatable(co, nil)
print(pcall(pcall, coroutine.resume, co, 3))
print(select(2, xpcall(function() return coroutine.resume(co, 4) end, print)))
--> true	1
--> true	2
--> true	3
--> true	end
--> false	cannot resume dead coroutine
--> body	key
--> body	key
--> true	true	answer
--> body	key
--> true	true	true	answer
--> body	key
--> true	answer
