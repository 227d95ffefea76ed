-- Conway's game on a torus: arrays of arrays with neighbours on all sides.
local N = tonumber(arg and arg[1]) or 1500
local WIDTH, HEIGHT = 64, 48

local function empty()
  local grid = {}
  for y = 1, HEIGHT do
    local row = {}
    for x = 1, WIDTH do row[x] = 0 end
    grid[y] = row
  end
  return grid
end

local now, later = empty(), empty()
local seed = 99
for y = 1, HEIGHT do
  for x = 1, WIDTH do
    seed = (seed * 16807) % 2147483647
    now[y][x] = seed % 3 == 0 and 1 or 0
  end
end

for _ = 1, N do
  for y = 1, HEIGHT do
    local above, row, below = now[y > 1 and y - 1 or HEIGHT], now[y], now[y < HEIGHT and y + 1 or 1]
    local target = later[y]
    for x = 1, WIDTH do
      local l, r = x > 1 and x - 1 or WIDTH, x < WIDTH and x + 1 or 1
      local n = above[l] + above[x] + above[r] + row[l] + row[r] + below[l] + below[x] + below[r]
      target[x] = (n == 3 or (n == 2 and row[x] == 1)) and 1 or 0
    end
  end
  now, later = later, now
end

local alive, sum = 0, 0
for y = 1, HEIGHT do
  for x = 1, WIDTH do
    alive = alive + now[y][x]
    sum = (sum * 2 + now[y][x]) % 1000003
  end
end
print(alive, sum)
