-- Multiplying square matrices held as arrays of rows.
local N = tonumber(arg and arg[1]) or 250

local function matrix(f)
  local m = {}
  for i = 1, N do
    local row = {}
    for j = 1, N do row[j] = f(i, j) end
    m[i] = row
  end
  return m
end

local a = matrix(function(i, j) return (i - j) / N end)
local b = matrix(function(i, j) return (i + j) % 10 - 4.5 end)

local function multiply(x, y)
  local columns = {}
  for j = 1, N do
    local column = {}
    for i = 1, N do column[i] = y[i][j] end
    columns[j] = column
  end
  local result = {}
  for i = 1, N do
    local row, out = x[i], {}
    for j = 1, N do
      local column, sum = columns[j], 0
      for k = 1, N do sum = sum + row[k] * column[k] end
      out[j] = sum
    end
    result[i] = out
  end
  return result
end

local c = multiply(multiply(a, b), a)
local trace = 0
for i = 1, N do trace = trace + c[i][i] end
print(string.format("%.6f %.6f", trace, c[1][N]))
