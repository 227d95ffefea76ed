-- and gives its first operand if that is false or nil, else its second; or the other way round.
print(10 or 20, 10 or error(), nil or "a", nil and 10, false and error(), false and nil, false or nil, 10 and 20) --> 10	10	a	nil	false	false	nil	20
print(nil and nil, false or false, nil or nil, 1 and false, false or nil or 1, 1 and 2 or 3, nil and 2 or 3) --> nil	false	nil	false	1	2	3

-- not gives a boolean.
print(not nil, not false, not true, not 0, not "", not {}, not print, not not nil, not not 0) --> true	true	false	false	false	false	false	false	true

-- Short cuts: the second operand is evaluated only if it is needed.
local log = {}
local function e(name, v) log[#log + 1] = name return v end
local function show(...)
  print(table.concat(log, " "), ...)
  log = {}
end
show(e("a", nil) and e("b", 1)) show(e("a", 1) and e("b", 2)) show(e("a", nil) or e("b", 1)) --> a	nil
--> a b	2
--> a b	1
show(e("a", 1) or e("b", 2)) --> a	1
show(e("a", 1) and e("b", nil) and e("c", 3)) show(e("a", nil) or e("b", false) or e("c", nil)) --> a b	nil
--> a b c	nil
show(e("a", 1) and e("b", nil) or e("c", 3)) show(e("a", nil) and e("b", 2) or e("c", 3)) --> a b c	3
--> a c	3
show(e("a", 1) and (e("b", nil) or e("c", 3))) show((e("a", nil) or e("b", 2)) and e("c", 3)) --> a b c	3
--> a b c	3
show(not (e("a", 1) and e("b", nil))) show(not e("a", nil) and not e("b", 2)) --> a b	true
--> a b	false

-- All combinations, as values and as conditions.
local vals = { 1, false }
for i = 1, 2 do
  for j = 1, 2 do
    for k = 1, 2 do
      local a, b, c = vals[i], vals[j], vals[k]
      local r = ""
      if a and b and c then r = r .. "1" else r = r .. "0" end
      if a or b or c then r = r .. "1" else r = r .. "0" end
      if a and b or c then r = r .. "1" else r = r .. "0" end
      if a and (b or c) then r = r .. "1" else r = r .. "0" end
      if (a or b) and c then r = r .. "1" else r = r .. "0" end
      if not a and b or not c then r = r .. "1" else r = r .. "0" end
      if not (a and b) or c then r = r .. "1" else r = r .. "0" end
      if not (a or not b) and not not c then r = r .. "1" else r = r .. "0" end
      print(a, b, c, r, a and b or c, a or b and c, not a == b, (a or b) and c) --> 1	1	1	11111010	1	1	false	1
      --> 1	1	false	01110100	1	1	false	false
      --> 1	false	1	01111010	1	1	true	1
      --> 1	false	false	01000110	false	1	true	false
      --> false	1	1	01101111	1	1	false	1
      --> false	1	false	01000110	false	false	false	false
      --> false	false	1	01100010	1	false	false	false
      --> false	false	false	00000110	false	false	false	false
    end
  end
end

-- Comparisons as operands.
local n = 5
print(n > 1 and n < 10, n > 1 and n < 3, n < 1 or n > 3, not (n == 5), not (n ~= 5), n == 5 and "five" or "other") --> true	false	true	false	true	five
local v = n > 3 and n
print(v, n < 3 and n, n < 3 or n, (n < 3 and "less") or (n == 5 and "equal") or "more") --> 5	false	5	equal

-- The usual idioms.
local function default(x) x = x or "default" return x end
print(default(), default(1), default(false), default(nil)) --> default	1	default	default
local function choose(c, a, b) return c and a or b end
print(choose(true, 1, 2), choose(nil, 1, 2), choose(true, false, 2)) --> 1	2	2
local max = function(a, b) return (a > b) and a or b end
print(max(3, 4), max(4, 3)) --> 4	4

-- Only the first value of a call counts, wherever the operator stands.
local function two() return 1, 2 end
local function nothing() end
print(two() and two(), "|", (two() or 5)) --> 1	|	1
print(nil or two()) --> 1
print(nothing() or "none", not nothing(), nothing() and 1) --> none	true	nil

-- In loops, returns, arguments, constructors and subscripts.
local i = 0
while i < 10 and not (i == 4) do i = i + 1 end
print(i) --> 4
repeat i = i - 1 until i == 0 or i < -5
print(i) --> 0
local function ret(x) return x and x > 0 and "positive" end
print(ret(1), ret(-1), ret(nil)) --> positive	false	nil
local t = { n and 1, nil or 2, [n and "key" or "none"] = n or 0 }
print(t[1], t[2], t.key, t[n > 3 and 1 or 2]) --> 1	2	5	1

-- Assigning to a variable that is an operand.
local a, b = 1, nil
a = a and b
print(a) --> nil
a = a or 7
print(a) --> 7
a, b = b or a, a and b
print(a, b) --> 7	nil
