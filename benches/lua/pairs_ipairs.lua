-- Walking tables with ipairs, pairs, next and a numeric loop.
local N = tonumber(arg and arg[1]) or 10000

local list, map = {}, {}
for i = 1, 500 do list[i] = i * 3 % 101 end
for i = 1, 500 do map["key" .. i] = i end

local sum = 0
for round = 1, N do
  for i, v in ipairs(list) do sum = sum + i * v % 7 end
  for _, v in pairs(list) do sum = sum + v end
  for _, v in pairs(map) do sum = sum + v end
  local k, v = next(map)
  while k do
    sum = sum + v
    k, v = next(map, k)
  end
  for i = 1, #list do sum = sum + list[i] end
end
print(sum)
