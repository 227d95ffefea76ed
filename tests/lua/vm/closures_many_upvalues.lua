-- Sixty variables captured by one function, and by functions inside of it.
local function source(n, body)
  local names, values = {}, {}
  for i = 1, n do names[i] = "v" .. i values[i] = tostring(i) end
  return "local " .. table.concat(names, ", ") .. " = " .. table.concat(values, ", ") .. "\n" .. body, names
end

local text, names = source(60, "")
local f = loadstring(text .. "return function() return " .. table.concat(names, " + ") .. " end")()
print(f()) --> 1830
local set = {}
for i = 1, 60 do set[i] = names[i] .. " = " .. names[i] .. " + 1" end
local pair = loadstring(text .. "return function() " .. table.concat(set, "; ") .. " end, function() return " .. table.concat(names, " + ") .. " end")
local inc, sum = pair()
inc()
print(sum()) --> 1890
inc() inc()
print(sum(), (select(2, pair()))()) --> 2010	1830

-- Through three levels.
local deep = loadstring(text .. "return function() return function() return function() " .. table.concat(set, " ") .. " return " .. table.concat(names, " + ") .. " end end end")()
print(deep()()(), deep()()()) --> 1890	1950

-- 150 locals, of which functions capture different parts.
text, names = source(150, "")
local parts = {}
for i = 1, 150, 50 do parts[#parts + 1] = "function() return " .. table.concat(names, " + ", i, i + 49) .. " end" end
local a, b, c = loadstring(text .. "return " .. table.concat(parts, ", "))()
print(a(), b(), c()) --> 1275	3775	6275

-- A loop that makes functions with many captured variables of the turn.
local loop = loadstring([[
  local fs = {}
  for i = 1, 50 do
    local a, b, c, d, e, f, g, h = i, i + 1, i + 2, i + 3, i + 4, i + 5, i + 6, i + 7
    fs[i] = function(x)
      a, b, c, d, e, f, g, h = b, c, d, e, f, g, h, a + x
      return a + b + c + d + e + f + g + h + i
    end
  end
  return fs
]])()
local total = 0
for round = 1, 9 do for i = 1, 50 do total = total + loop[i](round) end end
print(total) --> 124125
