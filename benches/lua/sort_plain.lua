-- Sorting numbers and strings without a comparator.
local N = tonumber(arg and arg[1]) or 700000

local seed = 12345
local function random()
  seed = (seed * 16807) % 2147483647
  return seed
end

local numbers, strings = {}, {}
for i = 1, N do numbers[i] = random() end
for i = 1, N / 4 do strings[i] = "k" .. random() % 100000 end

table.sort(numbers)
table.sort(strings)
local wrong, sum = 0, 0
for i = 2, #numbers do
  if numbers[i - 1] > numbers[i] then wrong = wrong + 1 end
  sum = (sum + i * (numbers[i] % 1000)) % 1000003
end
for i = 2, #strings do
  if strings[i] < strings[i - 1] then wrong = wrong + 1 end
end
table.sort(numbers)
print(wrong, sum, strings[1], strings[#strings], numbers[1])
