-- Large tables grow in pieces, with collections, other stores and traversals in between.

-- Weak tables lose entries while they grow.
local function count(t) local n = 0 for _ in pairs(t) do n = n + 1 end return n end
local weak, kept = setmetatable({}, { __mode = "v" }), {}
for i = 1, 400 do
  local object = { i }
  weak["name" .. i] = object
  if i % 2 == 0 then kept[#kept + 1] = object end
  if i % 100 == 0 then collectgarbage() end
end
collectgarbage()
print(count(weak))
--> 200
for i = 2, 400, 2 do assert(weak["name" .. i][1] == i) end

-- A finalizer changes the table that grows.
local shared, calls = {}, 0
local meta = newproxy(true)
getmetatable(meta).__gc = function() calls = calls + 1 shared.last = calls shared[1] = calls end
for i = 1, 300 do
  newproxy(meta)
  shared[i + 0.5] = i
  shared[i] = shared[i] or i
end
collectgarbage()
print(calls, shared.last == calls, shared[1] == calls)
--> 300	true	true
for i = 1, 300 do assert(shared[i + 0.5] == i and (i == 1 or shared[i] == i)) end

-- Two coroutines make two tables grow in turns; one changes the other's table.
local a, b = {}, {}
local function fill(t, other)
  return coroutine.wrap(function()
    for i = 1, 500 do
      t["key" .. i] = i
      other.seen = i
      if i % 7 == 0 then coroutine.yield() end
    end
    return true
  end)
end
local one, two = fill(a, b), fill(b, a)
repeat local done = one() two() until done
print(count(a), count(b), a.key500, b.key500)
--> 501	501	500	500

-- rawset, table.insert and constructors.
local r = {}
for i = 1, 600 do rawset(r, i / 2, i) end
for i = 1, 600 do table.insert(r, i) end
print(#r, r[0.5], r[300], r[900])
--> 900	1	600	600
local packed = { unpack(r, 1, 900) }
print(#packed, packed[900])
--> 900	600

-- The chain of __newindex tables is followed again when a store is tried again.
local target = {}
local proxy = setmetatable({}, { __newindex = setmetatable({}, { __newindex = target }) })
for i = 1, 700 do proxy[i * 1.5] = i end
print(count(target), target[1050])
--> 700	700

-- A finalizer that fails ends a function whose table is growing: nobody goes on with that.
local armed = false
local failing = newproxy(true)
getmetatable(failing).__gc = function()
  if armed then armed = false error("in between", 0) end
end
local total = 0
for round = 1, 12 do
  local ok, message = pcall(function()
    local t = {}
    for i = 1, 70 do
      armed = i > 60
      t["key" .. i] = newproxy(failing) and i
    end
    armed = false
    return count(t)
  end)
  assert(ok and message == 70 or message == "in between")
  local garbage = {}
  for i = 1, 20 do garbage[i] = { i } end
  total = total + #garbage
end
print(total)
--> 240
