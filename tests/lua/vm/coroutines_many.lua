-- heavy: ten thousand coroutines
-- Ten thousand coroutines: made, all alive at once, resumed in turns, finished and dropped.
local N = 10000
local all = {}
for i = 1, N do
  all[i] = coroutine.create(function(x)
    local sum = x
    for turn = 1, 3 do sum = sum + coroutine.yield(sum) end
    return "done", sum
  end)
end
local total = 0
for i = 1, N do total = total + select(2, coroutine.resume(all[i], i)) end
print(total) --> 50005000
for turn = 1, 2 do
  total = 0
  for i = N, 1, -1 do total = total + select(2, coroutine.resume(all[i], turn)) end
  print(total) --> 50015000
  --> 50035000
end
local done, suspended = 0, 0
for i = 1, N, 2 do
  local _, word, sum = coroutine.resume(all[i], 10)
  if word == "done" and sum == i + 13 then done = done + 1 end
end
for i = 1, N do
  local s = coroutine.status(all[i])
  if s == "suspended" then suspended = suspended + 1 elseif s ~= "dead" then print(s) end
end
print(done, suspended) --> 5000	5000

-- Dropped while suspended: nothing happens, and their memory comes back.
collectgarbage()
local before = collectgarbage("count")
for round = 1, 5 do
  for i = 1, N do all[i] = coroutine.wrap(function() local t = { i } coroutine.yield(t) return t end) all[i]() end
  all = {}
  collectgarbage()
end
print(collectgarbage("count") < before + 5000) --> true

-- Short-lived ones, one after the other.
local count = 0
for i = 1, 50000 do
  local co = coroutine.create(function(a) return a + 1 end)
  count = select(2, coroutine.resume(co, count))
end
print(count) --> 50000

-- A chain of generators, each filtering the one before: prime numbers.
local function numbers() return coroutine.wrap(function() local n = 2 while true do coroutine.yield(n) n = n + 1 end end) end
local function without(p, source)
  return coroutine.wrap(function()
    while true do
      local n = source()
      if n % p ~= 0 then coroutine.yield(n) end
    end
  end)
end
local source, primes = numbers(), {}
for i = 1, 100 do
  primes[i] = source()
  source = without(primes[i], source)
end
print(primes[1], primes[2], primes[10], primes[50], primes[100]) --> 2	3	29	229	541

-- A scheduler: tasks in turns until all have ended.
local tasks, log = {}, {}
local function spawn(name, n) tasks[#tasks + 1] = { name = name, co = coroutine.create(function() for i = 1, n do log[#log + 1] = name .. i coroutine.yield() end if name == "b" then spawn_later = true end end) } end
spawn("a", 3) spawn("b", 1) spawn("c", 2)
while #tasks > 0 do
  for i = #tasks, 1, -1 do
    coroutine.resume(tasks[i].co)
    if coroutine.status(tasks[i].co) == "dead" then table.remove(tasks, i) end
  end
  if spawn_later then spawn_later = nil spawn("d", 2) end
end
print(table.concat(log, " ")) --> c1 b1 a1 c2 a2 d1 a3 d2

-- A tree walked by two coroutines at once: the same leaves?
local function leaves(tree)
  return coroutine.wrap(function()
    local function walk(t) if type(t) == "table" then walk(t[1]) walk(t[2]) else coroutine.yield(t) end end
    walk(tree)
  end)
end
local function same(x, y)
  local f, g = leaves(x), leaves(y)
  while true do
    local p, q = f(), g()
    if p ~= q then return false end
    if p == nil then return true end
  end
end
print(same({ 1, { 2, { 3, 4 } } }, { { 1, 2 }, { 3, 4 } }), same({ 1, { 2, 3 } }, { { 1, 3 }, 2 })) --> true	false
