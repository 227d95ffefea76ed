-- Loops at the edges: rounding, huge limits, assignments in the body, nesting, many captured turns.
local function collect(a, b, c)
  local t = {}
  for i = a, b, c do
    t[#t + 1] = tostring(i)
    if #t > 12 then t[#t] = "..." break end
  end
  return table.concat(t, " ")
end
print("|" .. collect(1, 0, 1) .. "|" .. collect(0, 1, -1) .. "|" .. collect(1, 1, 1) .. "|" .. collect(1, 1, -1) .. "|") --> |||1|1|
print(collect(1, 2, 0.1)) print(collect(0.1, 1, 0.3)) print(collect(1, 0, -0.25)) print(collect(-1, 1, 0.5)) --> 1 1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 1.9
--> 0.1 0.4 0.7 1
--> 1 0.75 0.5 0.25 0
--> -1 -0.5 0 0.5 1
print(collect(1, 1e300, 1e299)) print(collect(1e15, 1e15 + 3, 1)) print(collect(2^53, 2^53 + 4, 2)) --> 0 1e+299 2e+299 3e+299 4e+299 5e+299 6e+299 7e+299 8e+299 9e+299 1e+300
--> 1e+15 1e+15 1e+15 1e+15
--> 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15
print(collect(-2^53, -2^53 + 2, 1)) print(collect(2^31 - 2, 2^31 + 1, 1)) print(collect(-2^31 - 1, -2^31 + 1, 1)) --> -9.007199254741e+15 -9.007199254741e+15
--> 2147483646 2147483647 2147483648 2147483649
--> -2147483649 -2147483648 -2147483647
print(collect(2^32 - 1, 2^32 + 1, 1)) print(collect(5, 1, -1)) print(collect(-5, -1, 2)) print(collect(10, 0, -3)) --> 4294967295 4294967296 4294967297
--> 5 4 3 2 1
--> -5 -3 -1
--> 10 7 4 1
print(collect(1, 3.5, 1)) print(collect(1.5, 3, 1)) print(collect(3, 1.5, -1)) print(collect(1, 2.9999, 1)) --> 1 2 3
--> 1.5 2.5
--> 3 2
--> 1 2
print(collect(0, 1e-300, 1e-301)) print(collect(1, math.huge, 1)) print(collect(1, -math.huge, -1)) --> 0 1e-301 2e-301 3e-301 4e-301 5e-301 6e-301 7e-301 8e-301 9e-301 1e-300
--> 1 2 3 4 5 6 7 8 9 10 11 12 ...
--> 1 0 -1 -2 -3 -4 -5 -6 -7 -8 -9 -10 ...
print(collect(math.huge, math.huge, 1)) print(collect(-math.huge, 0, 1)) print("|" .. collect(0/0, 1, 1) .. "|" .. collect(1, 0/0, 1) .. "|" .. collect(1, 2, 0/0) .. "|") --> inf inf inf inf inf inf inf inf inf inf inf inf ...
--> -inf -inf -inf -inf -inf -inf -inf -inf -inf -inf -inf -inf ...
--> ||||
print(collect(1, 3, math.huge)) print(collect("1", "3", "1")) print(collect(" 0x10 ", "1e2", "2e1")) -->
--> 1 2 3
--> 16 36 56 76 96
print(collect(2^53 - 1, 2^53 + 10, 1)) -- the variable cannot grow any more: 2^53 + 1 is 2^53 --> 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 9.007199254741e+15 ...
print(collect(0, 3, 1), collect(-0, 0, 1)) --> 0 1 2 3	0

-- Assignments to the variable, its limit and step in the body.
local out = {}
local limit, step = 5, 2
for i = 1, limit, step do
  out[#out + 1] = i
  i = i * 10
  limit, step = 100, -1
  out[#out + 1] = i
end
print(table.concat(out, " ")) --> 1 10 3 30 5 50
out = {}
for i = 3, 1, -1 do i = nil out[#out + 1] = tostring(i) end
print(table.concat(out, " ")) --> nil nil nil
out = {}
for i = 1, 3 do
  local f = function() i = i + 1 return i end
  out[#out + 1] = f() + f()
  out[#out + 1] = i
end
print(table.concat(out, " ")) --> 5 3 7 4 9 5

-- The control of a generic loop: the variable may be changed, the iterator does not see it.
out = {}
for k, v in ipairs { "a", "b", "c" } do out[#out + 1] = k .. v k = 100 v = nil end
print(table.concat(out, " ")) --> 1a 2b 3c
out = {}
for k in pairs { x = 1 } do out[#out + 1] = k k = nil end
print(table.concat(out, " ")) --> x

-- Loops in loops with the same names, breaks at each level.
out = {}
for i = 1, 3 do
  for i = i, i + 1 do
    for i = i * 10, i * 10 + 1 do
      if i == 21 then break end
      out[#out + 1] = i
    end
    if i == 3 then break end
  end
  if i == 2 then break end
end
print(table.concat(out, " ")) --> 10 11 20 20 30 31

-- The hidden variables are three registers each: many nested loops.
local n = 0
for a = 1, 2 do for b = 1, 2 do for c = 1, 2 do for d = 1, 2 do for e = 1, 2 do for f = 1, 2 do
for g = 1, 2 do for h = 1, 2 do for i = 1, 2 do for j = 1, 2 do
  n = n + (a + b + c + d + e + f + g + h + i + j)
end end end end end end end end end end
print(n) --> 15360
local source = "local n = 0 "
for i = 1, 30 do source = source .. "for v" .. i .. " = 1, " .. (i > 24 and 2 or 1) .. " do " end
source = source .. "n = n + v1 + v30 " .. string.rep("end ", 30) .. "return n"
print(loadstring(source)()) --> 160

-- A loop whose bounds are calls, fields, upvalues and var-args.
local calls = 0
local function bound(x) calls = calls + 1 return x end
local t = { from = 2, to = 4 }
local total = 0
for i = bound(1), bound(3) do total = total + i end
for i = t.from, t.to do total = total + i t.to = 100 end
local function va(...) local s = 0 for i = 1, (...) do s = s + i end for i = 1, select('#', ...) do s = s + i * 1000 end return s end
print(calls, total, va(3, nil, nil)) --> 2	15	6006

-- Large numbers of turns.
n = 0
for i = 1, 300000 do n = n + i % 3 end
print(n) --> 300000
n = 0
for i = 300000, 1, -7 do n = n + 1 end
print(n) --> 42858
n = 0
for i = 0, 1, 1 / 65536 do n = n + 1 end
print(n) --> 65537

-- Errors in a loop leave no trace in the next one.
for i = 1, 3 do print((pcall(function() for j = 1, 3 do if j == i then error() end end end))) end --> false
--> false
--> false
for i = 1, 3 do
  local ok, e = pcall(function() for j = i, i + 2 do if j == 3 then error(j, 0) end end return "no three" end)
  print(ok, e) --> false	3
  --> false	3
  --> false	3
end

-- Returns from loops with pending captured variables.
local function early(n)
  for i = 1, 10 do
    local f = function() return i end
    if i == n then return f end
  end
end
print(early(3)(), early(10)(), early(11)) --> 3	10
