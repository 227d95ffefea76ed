-- Different types are never equal; numbers and strings compare by value.
local values = { 1, 0, "1", "", true, false, {}, print, newproxy() }
local equal = 0
for i = 1, #values do
  for j = 1, #values do
    if values[i] == values[j] then equal = equal + 1 end
    if (values[i] == values[j]) == (values[i] ~= values[j]) then print("contradiction") end
  end
end
print(equal == #values) --> true
print(1 == 1.0, "a" == "a", "a" == "A", "" == "", nil == nil, true == true, true == false) --> true	true	false	true	true	true	false
print(nil == false, 0 == false, "" == false, "0" == 0, "nil" == nil) --> false	false	false	false	false

-- Objects are equal only to themselves.
local t, f = {}, function() end
print(t == t, t == {}, f == f, f == function() end, print == print, print == type) --> true	false	true	false	true	false

-- With constants on either side, of each type.
local n, s, b, x = 5, "five", true, nil
print(n == 5, 5 == n, n ~= 5, 5 ~= n, n == 6, n == "5") --> true	true	false	false	false	false
print(s == "five", "five" == s, s ~= "five", s == "six", s == 5) --> true	true	false	false	false
print(b == true, true == b, b == false, b ~= false, b == nil, b == 1) --> true	true	false	true	false	false
print(x == nil, nil == x, x ~= nil, x == false) --> true	true	false	false

-- In conditions, both ways.
local function cond(a, c)
  local r = ""
  if a == c then r = r .. "eq " else r = r .. "ne " end
  if a ~= c then r = r .. "ne " else r = r .. "eq " end
  if not (a == c) then r = r .. "ne" else r = r .. "eq" end
  return r
end
print(cond(1, 1), cond(1, 2), cond("a", "a"), cond(nil, false), cond(t, t)) --> eq eq eq	ne ne ne	eq eq eq	ne ne ne	eq eq eq
while n == 5 do n = 6 end
repeat n = n + 1 until n == 10
print(n) --> 10

-- Not-a-number equals nothing.
local nan = 0 / 0
print(nan == nan, nan ~= nan, cond(nan, nan), nan == 0, ({ [1] = nan })[1] == nan) --> false	true	ne ne ne	false	false

-- The negation is exact.
print(not (1 == 2) == (1 ~= 2), not (1 == 1) == (1 ~= 1)) --> true	true
-- Equality associates to the left.
print(1 == 1 == true, 1 == 2 == false, 1 < 2 == true, "x" == "y" ~= true) --> true	true	true	true

-- Long strings and strings with zeros.
local long = string.rep("ab", 5000)
print(long == string.rep("ab", 5000), long == string.rep("ab", 4999) .. "ac", "a\0b" == "a\0b", "a\0b" == "a\0c") --> true	false	true	false
