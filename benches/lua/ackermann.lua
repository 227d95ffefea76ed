-- Deep recursion with calls in argument position and tail calls.
local N = tonumber(arg and arg[1]) or 9

local function ack(m, n)
  if m == 0 then return n + 1 end
  if n == 0 then return ack(m - 1, 1) end
  return ack(m - 1, ack(m, n - 1))
end

local sum = 0
for round = 1, 2 do
  for n = 1, N do sum = sum + ack(3, n) + ack(2, n * 10) end
end
print(sum)
