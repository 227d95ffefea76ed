-- Numbers in numeric order, strings in the order of their bytes.
local a, b = 1, 2
print(a < b, a <= b, a > b, a >= b, a < a, a <= a, a > a, a >= a) --> true	true	false	false	false	true	false	true
print(1 < b, 1 <= b, 1 > b, 1 >= b, a < 2, a <= 2, a > 2, a >= 2) --> true	true	false	false	true	true	false	false
print(-1 < 0, -1 < -2, 0.5 < 0.25, 1e10 < 1e11, 0 < -0, 0 <= -0) --> true	false	false	true	false	true
local s, t = "abc", "abd"
print(s < t, s <= t, s > t, s >= t, s < s, s <= s, s > s, s >= s) --> true	true	false	false	false	true	false	true
print("" < "a", "a" < "", "a" < "aa", "aa" < "a", "Z" < "a", "10" < "9", "a" < "B") --> true	false	true	false	true	true	false
print("abc" < "abc\0", "abc\0" < "abc", "a\0a" < "a\0b", "a\0b" < "a\0a", "a\0" < "a\0\0", "\0" < "\1") --> true	false	true	false	true	true
print("abc" <= "abc\0", "abc\0" <= "abc", "a\0" <= "a\0", "" <= "") --> true	false	true	true

-- Conditions built from comparisons.
local function rel(x, y)
  local r = {}
  if x < y then r[#r + 1] = "<" end
  if x <= y then r[#r + 1] = "<=" end
  if x > y then r[#r + 1] = ">" end
  if x >= y then r[#r + 1] = ">=" end
  if not (x < y) then r[#r + 1] = "not <" end
  if not (x <= y) then r[#r + 1] = "not <=" end
  if not (x > y) then r[#r + 1] = "not >" end
  if not (x >= y) then r[#r + 1] = "not >=" end
  return table.concat(r, ", ")
end
print(rel(1, 2)) print(rel(2, 1)) print(rel(1, 1)) print(rel("a", "b")) print(rel("b", "b")) --> <, <=, not >, not >=
--> >, >=, not <, not <=
--> <=, >=, not <, not >
--> <, <=, not >, not >=
--> <=, >=, not <, not >
print(rel(0/0, 1)) print(rel(1, 0/0)) print(rel(1/0, 1)) print(rel(-1/0, 1/0)) --> not <, not <=, not >, not >=
--> not <, not <=, not >, not >=
--> >, >=, not <, not <=
--> <, <=, not >, not >=

-- With constants in conditions.
local function c(n)
  local r = ""
  if n < 5 then r = r .. "a" end
  if n <= 5 then r = r .. "b" end
  if n > 5 then r = r .. "c" end
  if n >= 5 then r = r .. "d" end
  if 5 < n then r = r .. "e" end
  if 5 <= n then r = r .. "f" end
  if 5 > n then r = r .. "g" end
  if 5 >= n then r = r .. "h" end
  if not (n < 5) then r = r .. "i" end
  if not (5 < n) then r = r .. "j" end
  return r
end
print(c(4), c(5), c(6), c(0/0)) --> abghj	bdfhij	cdefi	ij

-- Other types have no order, and different types cannot be compared.
local function fails(x, y) return not pcall(function() return x < y end) end
print(fails({}, {}), fails(nil, nil), fails(true, false), fails(print, print), fails(newproxy(), newproxy())) --> true	true	true	true	true
print(fails(1, "1"), fails("1", 1), fails(1, nil), fails(nil, 1), fails({}, 1), fails("a", {}), fails(1, 2)) --> true	true	true	true	true	true	false
print((pcall(function() return {} <= {} end)), (pcall(function() return 1 >= "x" end))) --> false	false

-- Comparisons give booleans and do not chain.
print(type(1 < 2), (1 < 2) == true) --> boolean	true
print((pcall(function() return 1 < 2 < 3 end))) --> false
