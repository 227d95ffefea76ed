-- Sorting records with a comparator in Lua.
local N = tonumber(arg and arg[1]) or 200000

local seed = 4711
local function random(n)
  seed = (seed * 16807) % 2147483647
  return seed % n
end

local records = {}
for i = 1, N do records[i] = { group = random(50), score = random(100000), id = i } end

table.sort(records, function(a, b)
  if a.group ~= b.group then return a.group < b.group end
  if a.score ~= b.score then return a.score > b.score end
  return a.id < b.id
end)
local sum = 0
for i = 1, N do sum = (sum * 7 + records[i].id) % 1000003 end

local numbers = {}
for i = 1, N do numbers[i] = random(1000000) end
table.sort(numbers, function(a, b) return a > b end)
print(sum, numbers[1], numbers[N])
