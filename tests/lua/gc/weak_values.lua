-- Tables whose values are weak.

local function count(t)
  local n = 0
  for _ in pairs(t) do n = n + 1 end
  return n
end

local function weak(mode) return setmetatable({}, { __mode = mode }) end

local t = weak("v")
local kept = { {}, function() end, coroutine.create(print == nil and print or function() end), newproxy() }
local function fill()
  for i = 1, 10 do t[i] = {} end
  for i = 1, 10 do t["x" .. i] = {} end
  for i = 1, 4 do t[100 + i] = kept[i] end
  t[1], t.first = kept[1], kept[1]
end
fill()
collectgarbage()
print(count(t), t[1] == kept[1], t.first == t[1], t[2], t.x3) --> 6	true	true	nil	nil
for i = 1, 4 do assert(t[100 + i] == kept[i]) end

-- Strings, numbers and booleans are values, not objects.
t = weak("v")
t[1], t[2], t[3], t[4] = "a" .. "b", 42, true, ("long "):rep(40)
t.s = ("x"):rep(3)
collectgarbage()
print(t[1], t[2], t[3], #t[4], t.s) --> ab	42	true	200	xxx

-- Keys under weak values are strong as long as the entry is there.
t = weak("v")
local value = {}
local function put() t[{ "key" }] = value end
put()
collectgarbage()
print((next(t))[1]) --> key
value = nil
collectgarbage()
print(next(t)) --> nil

-- A cache that forgets.
local made = 0
local cache = weak("v")
local function get(name)
  local object = cache[name]
  if not object then
    made = made + 1
    object = { name = name }
    cache[name] = object
  end
  return object
end
local a = get("a")
print(get("a") == a, made) --> true	1
a = nil
collectgarbage()
print(cache.a) --> nil
print(get("a").name, made) --> a	2

-- Items in the middle of an array go, and can be set again.
t = weak("v")
local odd = {}
local function array()
  for i = 1, 16 do
    local item = { i }
    t[i] = item
    if i % 2 == 1 then odd[i] = item end
  end
end
array()
collectgarbage()
local sum = 0
for i, item in pairs(t) do sum = sum + item[1] end
print(sum, t[2], t[3][1]) --> 64	nil	3
t[2] = odd
collectgarbage()
print(t[2] == odd) --> true
