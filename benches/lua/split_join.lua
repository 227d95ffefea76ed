-- Splitting lines of separated values and joining them again.
local N = tonumber(arg and arg[1]) or 200000

local function split(s, separator)
  local parts, from = {}, 1
  while true do
    local at = s:find(separator, from, true)
    if not at then
      parts[#parts + 1] = s:sub(from)
      return parts
    end
    parts[#parts + 1] = s:sub(from, at - 1)
    from = at + #separator
  end
end

local line = "alpha,beta,,gamma,delta epsilon,42,3.5,zeta,eta,theta"
local fields, length = 0, 0
for round = 1, N do
  local parts = split(line .. "," .. round, ",")
  fields = fields + #parts
  parts[3] = "filled"
  parts[#parts] = nil
  length = length + #table.concat(parts, ";")
  for word in line:gmatch("[^,]+") do length = length + #word end
end
print(fields, length)
