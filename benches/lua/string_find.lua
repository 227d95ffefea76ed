-- Finding and matching patterns in text of ordinary lines.
local N = tonumber(arg and arg[1]) or 10000

local lines = {}
for i = 1, 100 do
  lines[i] = ("%04d: user%d@host%d.example says item=%d; level=%s, note \"entry number %d\" done")
    :format(i, i * 7 % 13, i % 9, i * i, i % 3 == 0 and "warn" or "info", i)
end

local plain, positions, fields, words = 0, 0, 0, 0
for round = 1, N do
  local line = lines[round % 100 + 1]
  for i = 1, 20 do
    local target = lines[(round + i) % 100 + 1]
    if target:find("warn", 1, true) then plain = plain + 1 end
    positions = positions + (target:find("item=%d+;") or 0)
    local name, host = target:match("(%w+)@([%w.]+)")
    fields = fields + #name + #host
    local key, value = target:match("(%a+)=(%d+)")
    if key == "item" then fields = fields + value end
    if target:find("^%d%d%d%d:.-\"(.*)\"") then positions = positions + 1 end
  end
  for word in line:gmatch("%a+") do words = words + #word end
end
print(plain, positions, fields, words)
