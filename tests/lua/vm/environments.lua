-- Environments of running functions, closures, coroutines and loaded code, changed at every moment.
local G = _G
local setfenv, getfenv, pcall, print, coroutine, loadstring, select, unpack = setfenv, getfenv, pcall, print, coroutine, loadstring, select, unpack
x = "G"
local e1, e2, e3 = { x = "e1" }, { x = "e2" }, { x = "e3" }

-- A function changes its own environment in a loop; the next call starts with the last one.
local function own()
  local before, r = x, {}
  for i = 1, 3 do setfenv(1, ({ e1, e2, e3 })[i]) r[i] = x end
  return before, unpack(r)
end
print(own()) print(own()) --> G	e1	e2	e3
--> e3	e1	e2	e3

-- The callers' environments, at several levels; the callee is not touched.
local function set(level, e) setfenv(level + 1, e) return x end
local function caller() local a = x local b = set(1, e1) local c = x return a, b, c end
print(caller()) --> G	G	e1
local function outer()
  local function inner() local r = set(2, e2) return r, x end
  local a, b = inner()
  return a, b, x
end
print(outer()) --> G	G	e2
print(x, getfenv(caller) == e1, getfenv(outer) == e2, getfenv(set) == G) --> G	true	true	true

-- A closure inherits at its creation, not later; each has its own.
local function maker() return function() return x end end
local f0 = maker()
setfenv(maker, e1)
local f1 = maker()
setfenv(maker, e2)
local f2 = maker()
print(f0(), f1(), f2()) setfenv(f0, e3) print(f0(), f1(), f2(), maker()()) --> G	e1	e2
--> e3	e1	e2	e2
local fs = {}
local function loop() for i = 1, 3 do setfenv(1, ({ e1, e2, e3 })[i]) fs[i] = function() return x, i end end end
loop()
for i = 1, 3 do print(fs[i]()) end --> e1	1
--> e2	2
--> e3	3

-- Recursion: all activations of a function share its environment.
local rec
function rec(n) if n == 0 then setfenv(rec, e1) return x end local inner = rec(n - 1) return inner .. x end
print(rec(3), x) --> e1e1e1e1	G

-- Writing: new globals go to the environment at that moment.
local function writer() y = 1 setfenv(1, e1) y = 2 setfenv(1, e2) y = 3 function made() return x end end
setfenv(writer, e3)
writer()
print(e3.y, e1.y, e2.y, y, e2.made(), made) --> 1	2	3	nil	e2	nil

-- Coroutines: the functions' environments go with the functions, level 0 with the thread.
local co = coroutine.wrap(function() coroutine.yield(x) setfenv(1, e1) coroutine.yield(x) setfenv(0, e2) coroutine.yield(x, loadstring("return x")(), getfenv(0) == e2) return getfenv(1) == e1 end)
print(co()) print(co()) print(co()) print(co()) print(x, getfenv(0) == G, loadstring("return x")()) --> G
--> e1
--> e1	e2	true
--> true
--> G	true	G
local body = function() local r = "" for i = 1, 3 do r = r .. x coroutine.yield(r) end end
co = coroutine.wrap(body)
print(co()) setfenv(body, e1) print(co()) setfenv(body, e3) print(co()) print(x) --> G
--> Ge1
--> Ge1e3
--> G
-- From inside of a coroutine the levels end at its beginning.
print(coroutine.wrap(function() return pcall(setfenv, 2, e1), (pcall(getfenv, 50)) end)()) --> true	false

-- Environments with metatables: inheritance, defaults, read only, counting, functions as __index.
local function inherit(e) return setmetatable(e, { __index = G }) end
local box = inherit { x = "box" }
print(setfenv(function() z = tostring(12) .. x return z end, box)(), box.z, z) --> 12box	12box	nil
local strict = setmetatable({}, { __index = function(_, k) error("undeclared " .. k, 0) end, __newindex = function(_, k) error("assignment to " .. k, 0) end })
print(pcall(setfenv(function() return unknown end, strict))) print(pcall(setfenv(function() unknown = 1 end, strict))) --> false	undeclared unknown
--> false	assignment to unknown
local reads, writes = 0, 0
local store = {}
local counted = setmetatable({}, { __index = function(_, k) reads = reads + 1 return store[k] end, __newindex = function(_, k, v) writes = writes + 1 store[k] = v end })
setfenv(function() a = 1 for i = 1, 10 do a = a + i end b = a end, counted)()
print(reads, writes, store.a, store.b) --> 11	12	56	56
local chain = {}
for i = 1, 20 do chain = setmetatable({}, { __index = chain }) if i == 10 then rawset(chain, "deep", "found") end end
print(setfenv(function() return deep, nothing end, chain)()) --> found	nil

-- _G itself: a metatable on it, replaced functions, removed and restored globals.
setmetatable(G, { __index = function(_, k) return "auto " .. k end, __newindex = function(t, k, v) rawset(t, k, v == nil and v or tostring(v) .. "!") end })
q = 5
print(q, undefined_name) --> 5!	auto undefined_name
q = 6
print(q) --> 6
setmetatable(G, nil)
q = nil
local old = type
type = function() return "replaced" end
print(type(1)) --> replaced
type = old
local saved = {}
for _, k in ipairs { "tostring", "string" } do saved[k] = G[k] G[k] = nil end
local gone, still = tostring == nil and string == nil, ("method"):upper()
for k, v in pairs(saved) do G[k] = v end
print(gone, still) --> true	METHOD
print(tostring(1), string.rep("x", 2)) --> 1	xx

-- Loaded code: its own environment, inherited by what it defines, with cached names.
local source = "local function get() return x end function set(v) x = v end return get"
local env1, env2 = { x = 1 }, { x = 2 }
local chunk = loadstring(source)
setfenv(chunk, env1)
local get1 = chunk()
setfenv(chunk, env2)
local get2 = chunk()
print(get1(), get2()) env1.set(10) print(get1(), get2()) env2.set(20) print(get1(), get2(), x) --> 1	2
--> 10	2
--> 10	20	G
setfenv(get1, env2) print(get1(), env1.x) --> 20	10
for i = 1, 3 do
  local e = { n = i }
  local f = setfenv(loadstring("n = n * 10 return n"), e)
  print(f(), f(), e.n) --> 10	100	100
  --> 20	200	200
  --> 30	300	300
end

-- Natives have environments that cannot be changed; wrong arguments.
print(getfenv(select) == G, (pcall(setfenv, select, {})), (pcall(setfenv, 1)), (pcall(setfenv, f0, 5)), (pcall(setfenv, "f", {})), (pcall(getfenv, -1))) --> true	false	false	false	false	false
x = nil

-- Globals that are a metatable, too: what is stored under the name of a metamethod counts from then on.
local meta = {}
local object = setmetatable({}, meta)
local function assign(index, newindex) __index, __newindex = index, newindex end
setfenv(assign, meta)
print(object.x) --> nil
for i = 1, 3 do assign({ x = i }) print(object.x) end
--> 1
--> 2
--> 3
assign(function(_, key) return key .. "!" end)
print(object.x) --> x!
assign(nil)
print(object.x) --> nil
assign({ x = 4 }, function(t, key, value) rawset(t, key, value * 2) end)
object.y = 5
print(object.x, object.y) --> 4	10
assign({ x = 6 }, nil)
object.z = 5
print(object.x, object.z) --> 6	5
