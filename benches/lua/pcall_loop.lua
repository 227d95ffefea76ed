-- Protected calls that succeed, and some that fail, with values and strings as errors.
local N = tonumber(arg and arg[1]) or 8000000

local failure = { code = 3 }
local function work(i)
  if i % 50 == 0 then error(failure) end
  if i % 75 == 0 then error("seventy-five", 0) end
  return i % 10, i
end

local good, bad, text = 0, 0, 0
for i = 1, N do
  local ok, value = pcall(work, i)
  if ok then
    good = good + value
  elseif type(value) == "table" then
    bad = bad + value.code
  else
    text = text + #value
  end
end
print(good, bad, text)
