-- The binary operators on numbers.
local a, b = 7, 2
print(a + b, a - b, a * b, a / b, a % b, a ^ b, -a) --> 9	5	14	3.5	1	49	-7
print(7 + 2, 7 - 2, 7 * 2, 7 / 2, 7 % 2, 7 ^ 2, -7) --> 9	5	14	3.5	1	49	-7
print(a + 2, 7 + b, a - 2, 7 - b, a * 2, 7 * b, a / 2, 7 / b, a % 2, 7 % b, a ^ 2, 7 ^ b) --> 9	9	5	5	14	14	3.5	3.5	1	1	49	49

-- Division is always that of real numbers.
print(1 / 2, 7 / 7, 1 / 3, -7 / 2) --> 0.5	1	0.33333333333333	-3.5
local zero = 0
print(1 / zero, -1 / zero, zero / zero ~= zero / zero, 0 / 5) --> inf	-inf	true	0

-- The modulo has the sign of its right operand: a - floor(a/b)*b.
print(5 % 3, -5 % 3, 5 % -3, -5 % -3) --> 2	1	-1	-2
print(5.5 % 2, -5.5 % 2, 5.5 % -2, -5.5 % -2) --> 1.5	0.5	-0.5	-1.5
print(6 % 3, -6 % 3, 6 % -3, 0 % 3, 0.5 % 1, -0.25 % 1) --> 0	0	0	0	0.5	0.75
print(2^53 % 2, (2^53 + 2) % 4, 1e15 % 7, 1 % 1e15) --> 0	2	6	1
local function modtest(x, y) return x % y == x - math.floor(x / y) * y end
local ok = true
for x = -20, 20 do
  for y = -7, 7 do
    if y ~= 0 and not modtest(x / 4, y / 2) then ok = false end
  end
end
print(ok) --> true
local inf = 1 / zero
print(5 % zero ~= 5 % zero, inf % 2 ~= inf % 2, 5 % inf ~= 5 % inf, 5 % -inf ~= 5 % -inf) --> true	true	true	true

-- Exponents may be any number.
print(2 ^ 10, 2 ^ 0.5, 4 ^ 0.5, 2 ^ -1, (-2) ^ 2, (-2) ^ 3, 0 ^ 0, 10 ^ 2, 8 ^ (1 / 3)) --> 1024	1.4142135623731	2	0.5	4	-8	1	100	2
print((-8) ^ (1 / 3) ~= (-8) ^ (1 / 3), 0 ^ -1, inf ^ 0, inf ^ -1, 2 ^ 1024, 2 ^ -1080) --> true	inf	1	0	inf	0

-- Unary minus.
print(-a, - -a, -(-a), - - -a, -zero == zero, -inf, -"3") --> -7	7	7	-7	true	-inf	-3

-- Operators and constants of every kind together.
local x = 3
print(x + 1.5, 1.5 + x, x - 0.5, 0.5 - x, x * -1, -1 * x, x / 4, 4 / x == 4 / 3, x % 2.5, 10 % x) --> 4.5	4.5	2.5	-2.5	-3	-3	0.75	true	0.5	1
print(1 + 2 + 3 - 4 * 5 / 2 % 7 ^ 2) --> -4
print(((1 + 2) * 3 - 4) / 5) --> 1

-- The fields, upvalues and globals that take part.
local t = { n = 10, 20 }
gn = 30
local function f() return a + t.n * t[1] - gn end
print(f(), t.n + t[1], gn / t.n, a + gn) --> 177	30	3	37
gn = nil

-- Precision: results are those of doubles.
print(0.1 + 0.2 == 0.3, 0.1 + 0.2 - 0.3 ~= 0, 1e308 * 10, -1e308 * 10, 1e16 + 1 == 1e16) --> false	true	inf	-inf	true
print(9007199254740991 + 1, 9007199254740992 + 1 == 9007199254740992) --> 9.007199254741e+15	true

-- Long sums do not lose anything.
local sum = 0
for i = 1, 1000 do sum = sum + i * i end
print(sum) --> 333833500
sum = 0
for i = 1, 100 do sum = sum + 1 / i end
print(sum) --> 5.1873775176396

-- Operands that are no numbers.
for _, v in ipairs({ true, {}, print, "x", newproxy() }) do
  print((pcall(function() return v + 1 end)), (pcall(function() return 1 - v end)), --> false	false	false	false	false	false
  --> false	false	false	false	false	false
  --> false	false	false	false	false	false
  --> false	false	false	false	false	false
  --> false	false	false	false	false	false
    (pcall(function() return v * v end)), (pcall(function() return -v end)),
    (pcall(function() return v % 2 end)), (pcall(function() return 2 ^ v end)))
end
print((pcall(function() return nil / 1 end)), (pcall(function() return 1 / nil end))) --> false	false
