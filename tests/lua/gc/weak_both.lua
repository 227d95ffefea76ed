-- Tables whose keys and values are weak, and tables that become weak or strong.

local function count(t)
  local n = 0
  for _ in pairs(t) do n = n + 1 end
  return n
end

local t = setmetatable({}, { __mode = "kv" })
local x, y, z = {}, {}, {}
local function fill()
  t[1], t[2], t[3] = x, y, z
  t[x], t[y] = 1, {}
  t["$" .. 1] = "$" .. 2
  for i = 4, 10 do t[i] = {} end
  for i = 1, 10 do t[{}] = i end
  for i = 1, 10 do local k = {} t[k] = k end
end
fill()
collectgarbage()
print(count(t), t[1] == x, t[x], t[y], t["$1"]) --> 5	true	1	nil	$2
x, y, z = nil
collectgarbage()
print(count(t), next(t)) --> 1	$1	$2

-- The letters may be anywhere in the text, and other letters mean nothing.
for _, mode in ipairs { "k", "v", "vk", "a key", "values", "K", "", "nothing" } do
  local t = setmetatable({}, { __mode = mode })
  local function put() t[{}] = 1 t[1] = {} end
  put()
  collectgarbage()
  print(mode, count(t))
end
--> k	1
--> v	1
--> vk	0
--> a key	1
--> values	1
--> K	2
--> 	2
--> nothing	2

-- Only a string is a mode.
t = setmetatable({}, { __mode = true })
t[1] = {}
collectgarbage()
print(count(t)) --> 1

-- The metatable may come later, change later, or go.
t = { {}, {}, {} }
collectgarbage()
print(count(t)) --> 3
local meta = {}
setmetatable(t, meta)
collectgarbage()
print(count(t)) --> 3
meta.__mode = "v"
collectgarbage()
print(count(t)) --> 0
t[1] = {}
meta.__mode = nil
collectgarbage()
print(count(t)) --> 1
meta.__mode = "k"
collectgarbage()
print(count(t)) --> 1
rawset(meta, "__mode", "kv")
collectgarbage()
print(count(t)) --> 0
t[1] = {}
setmetatable(t, nil)
collectgarbage()
print(count(t)) --> 1
setmetatable(t, { __mode = "v" })
collectgarbage()
print(count(t)) --> 0

-- `__mode` is looked up without metamethods.
t = setmetatable({ {} }, setmetatable({}, { __index = { __mode = "kv" } }))
collectgarbage()
print(count(t)) --> 1

-- A table may be its own metatable, and a weak one.
t = { __mode = "v" }
setmetatable(t, t)
t.x, t.y = {}, t
collectgarbage()
print(t.x, t.y == t) --> nil	true

-- Weak tables inside weak tables.
local outer = setmetatable({}, { __mode = "v" })
local inner = setmetatable({}, { __mode = "k" })
outer[1] = inner
local function fill_inner() inner[{}] = outer outer[2] = setmetatable({ {} }, { __mode = "v" }) end
fill_inner()
collectgarbage()
print(next(inner), outer[1] == inner, outer[2]) --> nil	true	nil
