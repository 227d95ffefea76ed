-- From low to high: or; and; comparisons; ..; + -; * / %; not # -; ^.
print(1 or 2 and nil, (1 or 2) and nil) --> 1	nil
print(nil and 1 or 2, nil and (1 or 2)) --> 2	nil
print(1 < 2 and 2 < 3, 1 < 2 or error()) --> true	true
print(1 .. 2 < "2", "a" .. "b" == "ab", 1 .. 2 == "12" and "yes") --> true	true	yes
print(1 + 2 .. "", 1 .. 2 + 3, 2 * 3 .. 4, "a" .. 1 + 1 .. "b") --> 3	15	64	a2b
print(2 + 3 * 4, (2 + 3) * 4, 2 * 3 + 4, 10 - 4 / 2, 10 % 4 + 1, 10 - 7 % 4) --> 14	20	10	8	3	7
print(-2 ^ 2, (-2) ^ 2, 2 ^ -1, -2 ^ -2, 2 * -3, 2 - -3, - 3 + 5) --> -4	4	0.5	-0.25	-6	5	2
print(not nil == true, not (nil == true), not 1 == 2, not nil and 1) --> true	true	false	1
print(#"abc" + 1, -#"abc", (#"abc") ^ 2, -"2" ^ 2, not #"x") --> 4	-3	9	-4	false
print(2 ^ 3 * 2, 2 * 2 ^ 3, -3 % 5, -(3 % 5), 2 ^ 2 % 3, -2 * 3) --> 16	16	2	-3	1	-6
print(1 + 1 == 2, 1 + 1 < 3 == true, 5 > 4 == not false) --> true	true	true

-- Left associative: everything but .. and ^.
print(10 - 5 - 2, 100 / 10 / 2, 100 % 60 % 7, 2 - 3 + 4, 8 / 4 * 2, 7 % 4 * 2) --> 3	5	5	3	4	6
print(1 - 1 - 1 - 1, 2 * 3 % 4, 64 / 2 / 2 / 2) --> -2	2	8
print(1 == 1 == true, 2 == 2 ~= false, false == false == false) --> true	true	false

-- Right associative: .. and ^.
print(2 ^ 3 ^ 2, (2 ^ 3) ^ 2, 2 ^ 2 ^ 2 ^ 2 == 65536) --> 512	64	true
local log = {}
local mt = {}
mt.__concat = function(a, b)
  local x = type(a) == "table" and a.n or a
  local y = type(b) == "table" and b.n or b
  return setmetatable({ n = "(" .. x .. "." .. y .. ")" }, mt)
end
mt.__pow = function(a, b) return setmetatable({ n = "(" .. a.n .. "^" .. b.n .. ")" }, mt) end
mt.__sub = function(a, b) return setmetatable({ n = "(" .. a.n .. "-" .. b.n .. ")" }, mt) end
local function o(n) return setmetatable({ n = n }, mt) end
print((o("a") .. o("b") .. o("c") .. o("d")).n) --> (a.(b.(c.d)))
print((o("a") ^ o("b") ^ o("c")).n) --> (a^(b^c))
print((o("a") - o("b") - o("c")).n) --> ((a-b)-c)
print((o("a") - o("b") ^ o("c") .. o("d") - o("e")).n) --> ((a-(b^c)).(d-e))

-- Unary operators stack, and bind less than a power on their right.
print(- - 3, not not nil, -(-(3)), not not not 1, - -"4", -#"ab" * 2) --> 3	false	3	false	4	-4
print(2 ^ - 2 ^ 2, 2 ^ -(2 ^ 2), 2 ^ #"abc", 2 ^ - #"a") --> 0.0625	0.0625	8	0.5

-- Calls, indexing and parentheses bind most.
local t = { n = 3, s = "str", f = function() return 4 end }
print(-t.n ^ 2, -t.f() ^ 2, #t.s, not t.x, t.n .. t.f(), -(t.n) ^ 2) --> -9	-16	3	true	34	-9
local s = "abc"
print(#s:rep(2), -s:len(), not s:find("z")) --> 6	-3	true

-- Every level in one expression.
local a, b, c = 1, 2, 3
print(a or b and c < a .. b + c * -b ^ c) --> 1
print(not (a == b) and a + b * c ^ 2 .. "|" .. c % b - a) --> 19|0
print(a + b < c * 2 == (c - a >= b) and not (a > b) or false) --> true
-- A power binds more than a unary operator on its left.
print((pcall(loadstring("return #'abc' ^ 2"))), (pcall(loadstring("return (#'abc') ^ 2")))) --> false	true
print((pcall(loadstring("return not 'abc' ^ 2"))), -"3" ^ "2") --> false	-9
