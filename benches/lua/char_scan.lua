-- Reading a text character by character with sub and byte.
local N = tonumber(arg and arg[1]) or 700

local source = ("local x1 = 3.14 + foo(bar, 'text') -- comment\n"):rep(200)

local counts = {}
local sum, depth, deepest = 0, 0, 0
for round = 1, N do
  for i = 1, #source do
    local c = source:sub(i, i)
    counts[c] = (counts[c] or 0) + 1
    if c == "(" then
      depth = depth + 1
      if depth > deepest then deepest = depth end
    elseif c == ")" then
      depth = depth - 1
    end
  end
  for i = 1, #source, 2 do sum = (sum * 31 + source:byte(i)) % 65521 end
end
print(sum, depth, deepest, counts["o"], counts["\n"])
