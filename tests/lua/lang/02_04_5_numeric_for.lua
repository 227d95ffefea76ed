-- from, to and step; the step is 1 when it is missing.
local function run(a, b, c)
  local t = {}
  if c == nil then for i = a, b do t[#t + 1] = i end
  else for i = a, b, c do t[#t + 1] = i end end
  return #t .. " [" .. table.concat(t, " ") .. "]"
end
print(run(1, 5)) print(run(1, 5, 2)) print(run(5, 1, -2)) print(run(3, 3)) print(run(3, 3, -1)) --> 5 [1 2 3 4 5]
--> 3 [1 3 5]
--> 3 [5 3 1]
--> 1 [3]
--> 1 [3]
print(run(3, 2)) print(run(2, 3, -1)) print(run(0, -3)) print(run(-3, 0)) print(run(1.5, 4)) --> 0 []
--> 0 []
--> 0 []
--> 4 [-3 -2 -1 0]
--> 3 [1.5 2.5 3.5]
print(run(1, 2, 0.25)) print(run(1, 0, -0.25)) print(run(0, 1, 0.1)) print(run(1, 2, 10)) --> 5 [1 1.25 1.5 1.75 2]
--> 5 [1 0.75 0.5 0.25 0]
--> 11 [0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1]
--> 1 [1]

-- The three expressions are evaluated once, in order, before the loop.
local log = {}
local function e(n) log[#log + 1] = n return n end
local count = 0
for i = e(1), e(6), e(2) do count = count + i end
print(table.concat(log, " "), count) --> 1 6 2	9
local last = 3
local turns = 0
for i = 1, last do last = 10 turns = turns + 1 end
print(turns, last) --> 3	10

-- The loop variable is local to the block and fresh in each turn.
local i = "outer"
for i = 1, 2 do local i = i * 10 end
print(i) --> outer
local fs = {}
for v = 1, 3 do fs[v] = function() v = v + 10 return v end end
print(fs[1](), fs[1](), fs[2](), fs[3]()) --> 11	21	12	13

-- The expressions are outside of the scope of the variable.
local v = 2
for v = v, v + 1 do io_free = v end
print(io_free, v) --> 3	2
io_free = nil

-- Assigning to the variable does not change the loop.
local seen = {}
for n = 1, 3 do
  seen[#seen + 1] = n
  n = n * 100
  seen[#seen + 1] = n
end
print(table.concat(seen, " ")) --> 1 100 2 200 3 300
seen = {}
for n = 1, 3 do n = "text" seen[#seen + 1] = n end
print(table.concat(seen, " ")) --> text text text

-- break leaves the loop; to keep the value it must be copied.
local kept
for n = 1, 10 do
  if n * n > 20 then kept = n break end
end
print(kept, n) --> 5	nil

-- Strings are converted before the loop; other values are errors.
print(run("1", "3")) print(run("10", 1, "-4")) --> 3 [1 2 3]
--> 3 [10 6 2]
print((pcall(run, {}, 1)), (pcall(run, 1, {})), (pcall(run, 1, 2, {})), (pcall(run, 1, "x"))) --> false	false	false	false

-- Limits that are never reached, or always passed.
local inf, nan = 1/0, 0/0
print(run(1, -inf)) print(run(inf, 1)) print(run(1, nan)) print(run(nan, 1)) print(run(1, 3, nan)) --> 0 []
--> 0 []
--> 0 []
--> 0 []
--> 0 []
print(run(1, 5, inf)) print(run(5, 1, -inf)) print(run(-inf, 0, inf)) --> 0 []
--> 0 []
--> 0 []
local n = 0
for x = 1, inf do n = n + 1 if n == 1000 then break end end
print(n) --> 1000

-- Large values, where a step still counts.
print(run(2^53 - 2, 2^53 - 1)) --> 2 [9.007199254741e+15 9.007199254741e+15]
print(run(1e15, 1e15 + 2)) --> 3 [1e+15 1e+15 1e+15]
n = 0
for x = 1, 3, 1e-1 do n = n + 1 end
print(n) --> 20
n = 0
for x = 0.1, 1, 0.1 do n = n + 1 end
print(n) --> 10

-- Nested loops and an empty body.
local s = 0
for a = 1, 3 do for b = a, 3 do for c = b, 3 do s = s + a * 100 + b * 10 + c end end end
print(s) --> 1725
for x = 1, 10 do end
for x = 1, 0 do print("never") end

-- One turn only.
for x = 7, 7 do print(x) end --> 7
for x = 7, 7.5 do print(x) end --> 7
for x = -7, -7.5, -1 do print(x) end --> -7

-- The reference implementation subtracts the step once before the loop and adds it back, which
-- rounds, and which makes an infinite step no number.
for x = 1, 1, 1e17 do print("first value", x) end --> first value	0
for x = 1, 5, inf do print("never") end
