-- heavy: much garbage
-- Much garbage while all kinds of objects are alive and are used: nothing may be lost or mixed up.
local alive = {}
local function make(i)
  local n = i
  return {
    id = i,
    name = "object " .. i,
    list = { i, i + 1, { i + 2 } },
    get = function() return n end,
    set = function(v) n = v end,
    co = coroutine.wrap(function() local own = "own " .. i while true do coroutine.yield(own .. " " .. n) end end),
    meta = setmetatable({}, { __index = function(_, k) return k .. n end }),
    thread = coroutine.create(function(a) local b = coroutine.yield(a .. "?") return b .. "!" end),
  }
end
local function check(o)
  local i = o.id
  o.set(o.get() + 1000) o.set(o.get() - 1000)
  return o.name == "object " .. i and o.list[1] == i and o.list[3][1] == i + 2 and o.get() == i
    and o.co() == "own " .. i .. " " .. i and o.meta.key == "key" .. i
end
for i = 1, 500 do alive[i] = make(i) end
local seed, bad, made = 11, 0, 0
for round = 1, 30000 do
  seed = (seed * 16807) % 2147483647
  local at = seed % 500 + 1
  local what = seed % 7
  if what == 0 then alive[at] = make(round)
  elseif what == 1 then if not check(alive[at]) then bad = bad + 1 end
  elseif what == 2 then local garbage = { { {} }, "g" .. round, function() return garbage end }
  elseif what == 3 then local s = "" for i = 1, 5 do s = s .. round end
  elseif what == 4 then alive[at].list = { alive[at].id, alive[at].id + 1, { alive[at].id + 2 } }
  elseif what == 5 then alive[at].meta = setmetatable({}, getmetatable(alive[at].meta))
  else made = made + #{ unpack(alive[at].list) } end
  if round % 5000 == 0 then collectgarbage() end
end
for i = 1, 500 do if not check(alive[i]) then bad = bad + 1 end end
print(bad, made > 0) --> 0	true

-- Suspended coroutines keep what their stacks hold.
local good = 0
for i = 1, 500 do
  local ok, v = coroutine.resume(alive[i].thread, "a" .. i)
  collectgarbage("step")
  local ok2, w = coroutine.resume(alive[i].thread, "b" .. i)
  if v == "a" .. i .. "?" and w == "b" .. i .. "!" then good = good + 1 end
end
print(good) --> 500

-- A linked list, a tree and a graph with cycles, changed while garbage is made.
local list
for i = 1, 20000 do list = { next = list, v = i } if i % 3 == 0 then list = list.next end end
local n, sum = 0, 0
local node = list
while node do n = n + 1 sum = sum + node.v node = node.next end
print(n, sum) --> 13334	133346667
local function tree(d) if d == 0 then return { v = 1 } end return { tree(d - 1), tree(d - 1) } end
local function count(t) if t.v then return t.v end return count(t[1]) + count(t[2]) end
local kept = tree(10)
for i = 1, 20 do
  local side = kept
  for d = 1, 5 do if (i + d) % 2 == 0 then side = side[1] else side = side[2] end end
  side[1], side[2] = tree(4), tree(4)
  tree(8)
end
print(count(kept)) --> 1024
local nodes = {}
for i = 1, 1000 do nodes[i] = { id = i } end
for i = 1, 1000 do nodes[i].a, nodes[i].b = nodes[i % 1000 + 1], nodes[(i * 7) % 1000 + 1] end
local walk = nodes[1]
nodes = nil
for i = 1, 5000 do local garbage = {} for j = 1, 5 do garbage[j] = { garbage } end if i % 2 == 0 then walk = walk.a else walk = walk.b end end
print(walk.id, walk.a.a.id, walk.b.a.id) --> 1	3	9

-- Strings: many, equal, long, as keys and as values.
local strings, copies = {}, {}
for i = 1, 5000 do strings[i] = "s" .. i .. string.rep("x", i % 50) end
for round = 1, 5 do
  for i = 1, 5000 do copies[strings[i]] = "s" .. i .. string.rep("x", i % 50) end
  collectgarbage()
end
bad = 0
for i = 1, 5000 do if copies["s" .. i .. string.rep("x", i % 50)] ~= strings[i] then bad = bad + 1 end end
print(bad) --> 0

-- Closures that share variables, over collections.
local pairs_of = {}
for i = 1, 1000 do
  local shared = { i }
  pairs_of[i] = { function(d) shared = { shared[1] + d } end, function() return shared[1] end }
end
for round = 1, 10 do
  for i = 1, 1000 do pairs_of[i][1](round) end
  if round % 3 == 0 then collectgarbage() end
end
bad = 0
for i = 1, 1000 do if pairs_of[i][2]() ~= i + 55 then bad = bad + 1 end end
print(bad) --> 0

-- Deep recursion, varargs and constructors with collections at the bottom.
local function deep(n, ...)
  local t = { n, ... }
  if n == 0 then collectgarbage() return #t end
  local r = deep(n - 1, t, ...)
  if t[1] ~= n then bad = bad + 1 end
  return r + #t
end
print(deep(60), bad) --> 1891	0
print(#{ 1, { collectgarbage() }, (function() collectgarbage() return 3 end)(), "x" .. collectgarbage(), (function(...) collectgarbage() return ... end)(4, 5, 6) }) --> 7

-- Memory does not grow without end.
collectgarbage()
local before = collectgarbage("count")
for i = 1, 100000 do local t = { i, tostring(i), function() return i end } t.self = t end
collectgarbage()
print(collectgarbage("count") - before < 500) --> true
