-- Functions with variable arguments: packing, select, unpack and passing on.
local N = tonumber(arg and arg[1]) or 900000

local function sum_select(...)
  local sum = 0
  for i = 1, select('#', ...) do sum = sum + (select(i, ...)) end
  return sum
end
local function sum_table(...)
  local sum = 0
  local list = { ... }
  for i = 1, #list do sum = sum + list[i] end
  return sum
end
local function pass(...) return ... end
local function sum_tail(acc, first, ...)
  if first == nil then return acc end
  return sum_tail(acc + first, ...)
end

local args = { 1, 2, 3, 4, 5, 6 }
local total = 0
for i = 1, N do
  total = total + sum_select(i, 2, 3, 4)
  total = total + sum_table(pass(i, 2, 3))
  total = total + sum_tail(0, unpack(args))
  args[i % 6 + 1] = i % 10
  total = total + select('#', pass(unpack(args, 2, 5)))
end
print(total)
