-- Building strings: piece by piece, with a buffer and table.concat, and in one expression.
local N = tonumber(arg and arg[1]) or 2200

local total = 0
for round = 1, N do
  local s = ""
  for i = 1, 150 do s = s .. "x" .. i end
  total = total + #s

  local buffer = {}
  for i = 1, 600 do buffer[#buffer + 1] = "item " .. i end
  total = total + #table.concat(buffer, ", ")

  for i = 1, 200 do
    local line = "[" .. i .. "] " .. round .. ": " .. i * 2 .. ";"
    total = total + #line
  end
end
print(total)
