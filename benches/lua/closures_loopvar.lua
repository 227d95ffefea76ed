-- A loop whose variable is captured and changed: it lives in a cell of its own in each turn.
local N = tonumber(arg and arg[1]) or 3000000

local kept = {}
local sum = 0
for i = 1, N do
  local delta = 0
  local slot = i % 64 + 1
  kept[slot] = function(d)
    i = i + d
    delta = delta + d
    return i - delta
  end
  sum = sum + kept[slot](1) + kept[slot](2)
  i = i + 1
  sum = sum + i
end

for round = 1, 10 do
  for slot = 1, #kept do sum = sum + kept[slot](round) end
end
print(sum)
