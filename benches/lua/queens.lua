-- All solutions of the queens' problem by backtracking over arrays.
local N = tonumber(arg and arg[1]) or 12

local column, rising, falling = {}, {}, {}
local solutions, tried = 0, 0

local function place(row)
  if row > N then
    solutions = solutions + 1
    return
  end
  for c = 1, N do
    tried = tried + 1
    local r, f = row + c, row - c + N
    if not column[c] and not rising[r] and not falling[f] then
      column[c], rising[r], falling[f] = row, true, true
      place(row + 1)
      column[c], rising[r], falling[f] = false, false, false
    end
  end
end

place(1)
print(solutions, tried)
