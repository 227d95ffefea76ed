-- Formatting numbers and strings.
local N = tonumber(arg and arg[1]) or 350000

local format = string.format
local total = 0
for i = 1, N do
  total = total + #format("%d:%s", i, "name")
  total = total + #format("%5.2f|%-10s|%05d", i / 7, "left", i % 1000)
  total = total + #format("%x %g %q", i, i * 0.25, "a \"quoted\" word")
  total = total + #tostring(i) + #tostring(i + 0.5)
end
print(total)
