-- Arithmetic on local variables in nested loops.
local N = tonumber(arg and arg[1]) or 950
local LIMIT = 60

local inside, steps = 0, 0
for row = 0, N - 1 do
  local ci = 2 * row / N - 1
  for column = 0, N - 1 do
    local cr = 3 * column / N - 2
    local zr, zi, escaped = 0, 0, false
    for step = 1, LIMIT do
      local r2, i2 = zr * zr, zi * zi
      if r2 + i2 > 4 then
        escaped = true
        steps = steps + step
        break
      end
      zi = 2 * zr * zi + ci
      zr = r2 - i2 + cr
    end
    if not escaped then inside = inside + 1 end
  end
end
print(inside, steps)
