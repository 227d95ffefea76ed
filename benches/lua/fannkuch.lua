-- Permutations of small arrays: integer indexing, swaps and rotations.
local N = tonumber(arg and arg[1]) or 9

local function fannkuch(n)
  local order, work, turns = {}, {}, {}
  for i = 1, n do order[i], turns[i] = i, i end
  local checksum, most, sign = 0, 0, 1

  while true do
    local first = order[1]
    if first ~= 1 then
      for i = 1, n do work[i] = order[i] end
      local flips = 0
      while first ~= 1 do
        local low, high = 1, first
        while low < high do
          work[low], work[high] = work[high], work[low]
          low, high = low + 1, high - 1
        end
        flips = flips + 1
        first = work[1]
      end
      if flips > most then most = flips end
      checksum = checksum + sign * flips
    end

    -- The next order: swap two, or rotate a longer and longer head.
    if sign == 1 then
      order[1], order[2] = order[2], order[1]
      sign = -1
    else
      order[2], order[3] = order[3], order[2]
      sign = 1
      local head = 3
      while turns[head] == 1 do
        if head == n then return checksum, most end
        turns[head] = head
        local kept = order[1]
        for i = 1, head do order[i] = order[i + 1] end
        order[head + 1] = kept
        head = head + 1
      end
      turns[head] = turns[head] - 1
    end
  end
end

local checksum, most = 0, 0
for n = 3, N do
  local c, m = fannkuch(n)
  checksum, most = checksum + c, m
end
local again = fannkuch(N)
print(checksum, again, most)
