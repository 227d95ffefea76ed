-- Building and walking many short-lived trees beside one that stays.
local N = tonumber(arg and arg[1]) or 16

local function grow(depth)
  if depth == 0 then return {} end
  return { grow(depth - 1), grow(depth - 1) }
end

local function count(tree)
  local left = tree[1]
  if not left then return 1 end
  return 1 + count(left) + count(tree[2])
end

local stays = grow(N)
local total = 0
for depth = 4, N, 3 do
  local rounds = 2 ^ (N - depth + 2)
  for _ = 1, rounds do total = total + count(grow(depth)) end
end
print(total, count(stays))
