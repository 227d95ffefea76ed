-- heavy: large tables
-- Tables that grow, shrink, fill from the end, from the middle and with mixed keys.
local function check(name, t, n)
  for i = 1, n do if t[i] ~= i then print("wrong", name, i, t[i]) return end end
  if t[n + 1] ~= nil or t[0] ~= nil or t[-1] ~= nil then print("too much", name) end
  local count = 0
  for k, v in pairs(t) do count = count + 1 if k ~= v then print("pair", name, k, v) end end
  local sum = 0
  for _, v in ipairs(t) do sum = sum + v end
  print(name, n, count, #t, sum)
end
local N = 1000
local t = {} for i = 1, N do t[i] = i end check("forward", t, N) --> forward	1000	1000	1000	500500
t = {} for i = N, 1, -1 do t[i] = i end check("backward", t, N) --> backward	1000	1000	1000	500500
t = {} for i = 1, N, 2 do t[i] = i end for i = 2, N, 2 do t[i] = i end check("odd first", t, N) --> odd first	1000	1000	1000	500500
t = {} for i = 2, N, 2 do t[i] = i end for i = 1, N, 2 do t[i] = i end check("even first", t, N) --> even first	1000	1000	1000	500500
t = {} for i = 1, N do local k = (i * 619) % 1000 + 1 t[k] = k end check("scattered", t, N) --> scattered	1000	1000	1000	500500
t = {} for i = 1, N do table.insert(t, i) end check("insert", t, N) --> insert	1000	1000	1000	500500
t = {} for i = N, 1, -1 do table.insert(t, 1, i) end check("insert at the front", t, N) --> insert at the front	1000	1000	1000	500500
t = {} for i = 1, N do t[#t + 1] = i end check("length", t, N) --> length	1000	1000	1000	500500
t = {} for i = 1, N do t["k" .. i] = i end for i = 1, N do t[i] = i end for i = 1, N do t["k" .. i] = nil end check("after strings", t, N) --> after strings	1000	1000	1000	500500
t = { 1, 2, 3, nil, 5 } t[4] = 4 for i = 6, N do t[i] = i end check("after a constructor", t, N) --> after a constructor	1000	1000	1000	500500
t = {} for i = 1, 2 * N do t[i] = i end for i = 2 * N, N + 1, -1 do t[i] = nil end check("shrunk", t, N) --> shrunk	1000	1000	1000	500500
t = {} for i = 1, N do t[i] = -i end for i = 1, N do t[i] = i end check("overwritten", t, N) --> overwritten	1000	1000	1000	500500
t = {} for i = 1, N do t[i] = i t[i] = nil t[i] = i end check("set twice", t, N) --> set twice	1000	1000	1000	500500
t = { unpack((function() local s = {} for i = 1, N do s[i] = i end return s end)()) } check("unpacked", t, N) --> unpacked	1000	1000	1000	500500

-- A stack and a queue.
local stack, top = {}, 0
local sum = 0
for round = 1, 50 do
  for i = 1, round do top = top + 1 stack[top] = i end
  for i = 1, round - 1 do sum = sum + stack[top] stack[top] = nil top = top - 1 end
end
print(top, #stack, sum) --> 50	50	22050
local queue, first, last = {}, 1, 0
for i = 1, 5000 do
  last = last + 1 queue[last] = i
  if i % 2 == 0 then queue[first] = nil first = first + 1 end
end
local count = 0
for k, v in pairs(queue) do count = count + 1 if k ~= v then print("queue") end end
print(first, last, count, queue[first], queue[first - 1]) --> 2501	5000	2500	2501	nil

-- A table used as a sparse array, emptied and used again.
local sparse = {}
for i = 1, 100 do sparse[i * 1000] = i end
count = 0
for k, v in pairs(sparse) do count = count + 1 if k ~= v * 1000 then print("sparse") end end
print(count, sparse[1000], sparse[100000], sparse[1500], #sparse == 0 or sparse[#sparse] ~= nil) --> 100	1	100	nil	true
for i = 1, 100 do sparse[i * 1000] = nil end
print(next(sparse)) --> nil
for i = 1, 10 do sparse[i] = i end
check("after sparse", sparse, 10) --> after sparse	10	10	10	55

-- Insertions and removals of string keys for a long time: the size does not matter.
local churn = {}
for i = 1, 20000 do
  churn["k" .. i] = i
  if i > 10 then churn["k" .. i - 10] = nil end
end
count = 0
for k, v in pairs(churn) do count = count + 1 if k ~= "k" .. v then print("churn") end end
print(count) --> 10
collectgarbage()
local before = collectgarbage("count")
for i = 1, 50000 do churn[i] = true churn[i - 5] = nil end
for k in pairs(churn) do churn[k] = nil end
collectgarbage()
print(next(churn), collectgarbage("count") - before < 500) --> nil	true

-- table functions on growing tables.
t = {}
for i = 1, 100 do table.insert(t, math.floor(#t / 2) + 1, i) end
local s = 0
for i = 1, 100 do s = s + i * t[i] end
print(#t, t[1], t[50], t[51], t[100], s) --> 100	2	100	99	1	253775
while #t > 50 do table.remove(t, 25) end
print(#t, t[24], t[25], table.remove(t), table.remove(t, 1), #t) --> 50	48	51	1	2	48
print(table.remove({}), #t, table.concat({ 1, 2, 3 }, ","), table.maxn { 1, 2, nil, 4, [10.5] = 1 }, table.getn { 1, 2 }) --> nil	48	1,2,3	10.5	2

-- Nested growth: a table of tables that all grow together.
local grid = {}
for i = 1, 60 do
  grid[i] = {}
  for j = 1, i do grid[j][i] = i * j grid[i][j] = i * j end
end
s = 0
for i = 1, 60 do for j = 1, 60 do s = s + grid[i][j] end end
print(s, #grid, #grid[1], #grid[60]) --> 3348900	60	60	60
