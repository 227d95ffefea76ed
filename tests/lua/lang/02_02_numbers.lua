-- Numbers are double-precision floating-point values.
print(2^53, 2^53 + 1 == 2^53, 2^53 - 1 == 2^53) --> 9.007199254741e+15	true	false
print(1/3 * 3 == 1, 0.1 * 3 == 0.3) --> true	false
print(2^1023 * 2, -2^1023 * 2, 2^-1074 > 0, 2^-1075 == 0) --> inf	-inf	true	true

-- Integers and fractions are one type.
print(1 == 1.0, 3 / 2, 4 / 2, type(1) == type(1.5)) --> true	1.5	2	true
print(10 / 2 == 5, "" .. 10 / 2) --> true	5

-- Infinities and not-a-number.
local inf, nan = 1/0, 0/0
print(inf, -inf, inf - inf ~= inf - inf) --> inf	-inf	true
print(nan == nan, nan ~= nan, nan < nan, nan <= nan, nan > nan, nan >= nan) --> false	true	false	false	false	false
print(inf == inf, inf > 2^1023, -inf < inf, inf + 1 == inf) --> true	true	true	true
print(nan < 1, nan > 1, not (nan < 1), not (nan > 1)) --> false	false	true	true

-- Zero has a sign that only division shows.
local z = 0
local mz = -z
print(z == mz, 1 / z, 1 / (z * -1)) --> true	inf	-inf
local negative = -(z)
print(negative == 0, 1 / negative) --> true	-inf

-- How the special values print.
print(inf, -inf, nan, -nan) --> inf	-inf	-nan	nan
print(z * -1, z * 1, z - z, -z) --> -0	0	0	-0

-- A number keeps its value through a variable, a table and a call.
local t = { 0.1 }
local function id(v) return v end
print(t[1] == 0.1, id(0.1) == 0.1, id(t[1]) + 0.2 == 0.1 + 0.2) --> true	true	true
