-- Calls of small native functions, from a local, a field and through select.
local N = tonumber(arg and arg[1]) or 8000000

local floor, max = math.floor, math.max
local sum, top = 0, 0
for i = 1, N do
  sum = sum + floor(i / 3)
  sum = sum + math.floor(i * 0.7) % 5
  if i % 8 == 0 then top = max(top, sum % 1000, i % 77) end
end

local types = 0
for i = 1, N / 4 do
  if type(i) == "number" then types = types + 1 end
  if rawequal(i, sum) then types = types - 1 end
end
print(sum, top, types)
