-- Writing and reading a large array of booleans.
local N = tonumber(arg and arg[1]) or 1000000

local total = 0
for round = 1, 12 do
  local limit = math.floor(N * (round + 12) / 24)
  local composite = {}
  for i = 1, limit do composite[i] = false end
  local i = 2
  while i * i <= limit do
    if not composite[i] then
      for j = i * i, limit, i do composite[j] = true end
    end
    i = i + 1
  end
  local count = 0
  for n = 2, limit do
    if not composite[n] then count = count + 1 end
  end
  total = total + count
end
print(total)
