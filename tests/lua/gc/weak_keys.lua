-- Tables whose keys are weak.

local function count(t)
  local n = 0
  for _ in pairs(t) do n = n + 1 end
  return n
end

local function weak(mode) return setmetatable({}, { __mode = mode }) end

local t = weak("k")
local kept = {}
local function fill()
  for i = 1, 20 do t[{}] = i end
  for i = 1, 20 do t[function() return i end] = i end
  for i = 1, 5 do t[coroutine.create(fill)] = i end
  for i = 1, 5 do t[newproxy()] = i end
  for i = 1, 10 do
    kept[i] = { i }
    t[kept[i]] = i
  end
end
fill()
collectgarbage()
print(count(t)) --> 10
for i = 1, 10 do assert(t[kept[i]] == i) end

-- What cannot be collected stays.
t = weak("k")
t[1], t[2.5], t[true], t.name = 1, 2, 3, 4
t["a longer string " .. #kept] = 5
t[print] = 6
collectgarbage()
print(count(t), t["a longer string 10"]) --> 6	5

-- A weak key does not let go of its value.
t = weak("k")
local function loops()
  for i = 1, 3 do
    local k = {}
    t[k] = k
  end
  local a, b = {}, {}
  t[a], t[b] = b, a
  t[{}] = { "nobody refers to this key" }
end
loops()
collectgarbage()
print(count(t)) --> 5

-- Values under weak keys are strong, and what they hold.
t = weak("k")
local key = {}
t[key] = { { "inner" } }
collectgarbage()
print(t[key][1][1]) --> inner
t[key] = nil
collectgarbage()
print(next(t)) --> nil

-- A cleared key frees its slot for others.
t = weak("k")
for round = 1, 5 do
  local function some() for i = 1, 50 do t[{}] = i end end
  some()
  collectgarbage()
  assert(next(t) == nil)
end
for i = 1, 50 do t["k" .. i] = i end
local sum = 0
for _, v in pairs(t) do sum = sum + v end
print(sum) --> 1275

-- The array part of such a table is ordinary.
t = weak("k")
for i = 1, 10 do t[i] = { i } end
collectgarbage()
print(#t, t[7][1]) --> 10	7
