-- Calls of a small function in inner loops over arrays of numbers.
local N = tonumber(arg and arg[1]) or 520

local function entry(i, j)
  local d = i + j
  return 1 / (d * (d + 1) / 2 + i + 1)
end

local function times(x, y, transposed)
  for i = 0, N - 1 do
    local sum = 0
    if transposed then
      for j = 0, N - 1 do sum = sum + entry(j, i) * x[j + 1] end
    else
      for j = 0, N - 1 do sum = sum + entry(i, j) * x[j + 1] end
    end
    y[i + 1] = sum
  end
end

local u, v, half = {}, {}, {}
for i = 1, N do u[i] = 1 end
for _ = 1, 10 do
  times(u, half, false)
  times(half, v, true)
  times(v, half, false)
  times(half, u, true)
end

local uv, vv = 0, 0
for i = 1, N do
  uv = uv + u[i] * v[i]
  vv = vv + v[i] * v[i]
end
print(string.format("%.9f", math.sqrt(uv / vv)))
