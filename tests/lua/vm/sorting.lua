-- heavy: many comparisons
-- table.sort with and without comparators, good and bad ones.
local function sorted(t, f) for i = 2, #t do if f and f(t[i], t[i - 1]) or not f and t[i] < t[i - 1] then return false end end return true end
local seed = 7
local function random(n) seed = (seed * 16807) % 2147483647 return seed % n end

for _, n in ipairs { 0, 1, 2, 3, 4, 5, 10, 50, 100, 1000, 5000 } do
  local shapes = {
    random = function(i) return random(1000000) end,
    up = function(i) return i end,
    down = function(i) return -i end,
    equal = function(i) return 5 end,
    few = function(i) return random(3) end,
    saw = function(i) return i % 7 end,
    organ = function(i) return i < n / 2 and i or n - i end,
    strings = function(i) return "s" .. random(100) end,
  }
  local good = 0
  for _, shape in pairs(shapes) do
    local t = {}
    for i = 1, n do t[i] = shape(i) end
    table.sort(t)
    local down = {}
    for i = 1, n do down[i] = shape(i) end
    table.sort(down, function(a, b) return a > b end)
    if #t == n and sorted(t) and #down == n and sorted(down, function(a, b) return a > b end) then good = good + 1 end
  end
  print(n, good) --> 0	8
  --> 1	8
  --> 2	8
  --> 3	8
  --> 4	8
  --> 5	8
  --> 10	8
  --> 50	8
  --> 100	8
  --> 1000	8
  --> 5000	8
end

-- The same elements come out.
local t, counts = {}, {}
for i = 1, 1000 do t[i] = random(50) counts[t[i]] = (counts[t[i]] or 0) + 1 end
table.sort(t)
for _, v in ipairs(t) do counts[v] = counts[v] - 1 end
local wrong = 0
for _, c in pairs(counts) do if c ~= 0 then wrong = wrong + 1 end end
print(wrong) --> 0

-- Comparators: natives, callable only as functions, by several keys, with upvalues.
local list = { { n = "b", v = 2 }, { n = "a", v = 2 }, { n = "c", v = 1 }, { n = "a", v = 1 } }
table.sort(list, function(x, y) if x.n ~= y.n then return x.n < y.n end return x.v < y.v end)
for i, e in ipairs(list) do list[i] = e.n .. e.v end
print(table.concat(list, " ")) --> a1 a2 b2 c1
print((pcall(table.sort, { 1, 2 }, setmetatable({}, { __call = function() return true end })))) --> false
local lt = setmetatable({}, { __lt = function() return false end })
print(pcall(table.sort, { lt })) --> true
local mt = { __lt = function(a, b) return a.v < b.v end }
local objects = {}
for i = 1, 20 do objects[i] = setmetatable({ v = (i * 13) % 20 }, mt) end
table.sort(objects)
for i, o in ipairs(objects) do objects[i] = o.v end
print(table.concat(objects, " ")) --> 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19
local compared = 0
t = { 3, 1, 2 }
table.sort(t, function(a, b) compared = compared + 1 return a < b end)
print(table.concat(t, " "), compared > 0 and compared < 20) --> 1 2 3	true
local by = {}
for i, w in ipairs { "pear", "fig", "banana", "kiwi" } do by[i] = w end
table.sort(by, function(a, b) if #a == #b then return a < b end return #a < #b end)
print(table.concat(by, " ")) --> fig kiwi pear banana

-- Comparators that fail: the error comes out, the elements are still there.
for at = 1, 12 do
  local calls, u = 0, { 5, 2, 8, 1, 9, 3 }
  local ok, e = pcall(table.sort, u, function(a, b) calls = calls + 1 if calls == at then error("comparison " .. calls, 0) end return a < b end)
  local sum = 0
  for i = 1, 6 do sum = sum + u[i] end
  if ok then sum = table.concat(u, " ") == "1 2 3 5 8 9" and 28 or -1 elseif e ~= "comparison " .. at then sum = -2 end
  if sum ~= 28 then print("lost", at, ok, e, sum) end
end
print((pcall(table.sort, { 1, "x", 2 })), (pcall(table.sort, { {}, {} })), (pcall(table.sort, { 1, 2, nil, 4 }, nil))) --> false	false	false
print((pcall(table.sort, { 3, 2, 1 }, 5)), (pcall(table.sort, 1)), (pcall(table.sort)), pcall(table.sort, {})) --> false	false	false	true

-- Comparators without sense may give any order or an error, but the program goes on.
for round = 1, 20 do
  local u = {}
  for i = 1, 200 do u[i] = i end
  local ok, e = pcall(table.sort, u, ({ function() return true end, function(a, b) return a ~= b end, function() return random(2) == 0 end, function(a, b) return a <= b end })[round % 4 + 1])
  if not ok and not string.find(e, "invalid order function", 1, true) then print(e) end
end
print("survived") --> survived

-- Comparators that look at the list, change other things, collect, make coroutines and sort again.
t = { 4, 3, 2, 1 }
table.sort(t, function(a, b) collectgarbage() local x = {} for i = 1, 5 do x[i] = { a, b } end return a < b end)
print(table.concat(t, " ")) --> 1 2 3 4
t = { 4, 3, 2, 1 }
table.sort(t, function(a, b) local u = { 3, 1, 2 } table.sort(u) return a < b and u[1] == 1 end)
print(table.concat(t, " ")) --> 1 2 3 4
t = { "b", "a", "c" }
table.sort(t, coroutine.wrap(function(a, b) while true do a, b = coroutine.yield(a < b) end end))
print(table.concat(t, " ")) --> a b c
local ok = pcall(table.sort, { 3, 2, 1 }, function(a, b) return coroutine.wrap(function() error("stop", 0) end)() end)
print(ok) --> false

-- Many elements with one comparator, and a list that is sorted again and again.
t = {}
for i = 1, 20000 do t[i] = random(1000000) end
table.sort(t, function(a, b) return a < b end)
print(sorted(t)) --> true
table.sort(t) table.sort(t, function(a, b) return a > b end) table.sort(t)
print(sorted(t), #t) --> true	20000
