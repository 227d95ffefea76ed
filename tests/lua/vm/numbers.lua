-- Numbers in and out of strings, special values, and arithmetic on strings.
local function show(...) local t = {} for i = 1, select('#', ...) do t[i] = tostring((select(i, ...))) end return table.concat(t, " ") end
print(show(0, 1, -1, 10, 123456789, 1234567890123, 12345678901234, 123456789012345, 1234567890123456)) --> 0 1 -1 10 123456789 1234567890123 12345678901234 1.2345678901234e+14 1.2345678901235e+15
print(show(0.1, 0.5, 1.5, 123.456, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6)) --> 0.1 0.5 1.5 123.456 0.1 0.01 0.001 0.0001 1e-05 1e-06
print(show(1e13, 1e14, 1e15, 1e16, 1e17, 1e20, 1e21, 1e22, 1e100, 1e308)) --> 10000000000000 1e+14 1e+15 1e+16 1e+17 1e+20 1e+21 1e+22 1e+100 1e+308
print(show(1/3, 2/3, 1/7, 22/7, 1e10/3, 1e14/3, 1e15/3, 1e-10/3)) --> 0.33333333333333 0.66666666666667 0.14285714285714 3.1428571428571 3333333333.3333 33333333333333 3.3333333333333e+14 3.3333333333333e-11
print(show(99999999999999, 999999999999999, 9999999999999.5, 99999999999999.5, 0.99999999999999, 0.999999999999999)) --> 99999999999999 1e+15 9999999999999.5 1e+14 0.99999999999999 1
print(show(2^10, 2^31, 2^32, 2^52, 2^53, 2^63, 2^64, 2^100, 2^-1, 2^-10, 2^-20, 2^-1074)) --> 1024 2147483648 4294967296 4.5035996273705e+15 9.007199254741e+15 9.2233720368548e+18 1.844674407371e+19 1.2676506002282e+30 0.5 0.0009765625 9.5367431640625e-07 4.9406564584125e-324
local inf, nan = 1/0, 0/0
print(show(inf, -inf, nan, -nan, inf - inf, inf * 0, nan + 1, -(0/0))) --> inf -inf -nan nan -nan -nan -nan nan
local zero = 0
print(show(zero, -zero, zero * -1, 1 / -zero, -zero + 0, -zero - 0, math.max(zero, -zero) == 0)) --> 0 -0 -0 -inf 0 -0 true
print(show(-0.1, -1e15, -1e-5, -123456.789, 1.10, 100.0, 1e0, 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308)) --> -0.1 -1e+15 -1e-05 -123456.789 1.1 100 1 4.9406564584125e-324 1.7976931348623e+308 2.2250738585072e-308
print(1 .. "", 1.5 .. "", -1 .. "", 1e15 .. "", 2^53 .. "", 1e100 .. "", (0.1 + 0.2) .. "", inf .. "", -inf .. "") --> 1	1.5	-1	1e+15	9.007199254741e+15	1e+100	0.3	inf	-inf

-- Comparisons around the edges of precision.
print(0.1 + 0.2 == 0.3, 0.1 + 0.2 > 0.3, 1e16 + 1 == 1e16, 2^53 == 2^53 + 1, 2^53 + 2 == 2^53 + 1 + 1) --> false	true	true	true	false
print(1/3 + 1/3 + 1/3 == 1, 0.1 * 10 == 1, 0.1 + 0.1 + 0.1 == 0.3, 1 - 0.9 == 0.1, 3 * 1.1 == 3.3) --> true	true	false	false	false
print(nan == nan, nan ~= nan, nan < nan, nan <= inf, inf <= inf, -inf < -1e308, zero == -zero) --> false	true	false	false	true	true	true

-- Modulo and power at the edges.
print(show(5 % 3, -5 % 3, 5 % -3, -5 % -3, 5.5 % 2, -5.5 % 2, 1e15 % 7, -1e15 % 7, 0.3 % 0.1, 5 % 0.5)) --> 2 1 -1 -2 1.5 0.5 6 1 0.1 0
print(show(5 % inf, -5 % inf, 5 % -inf, 0 % 5, inf % 5, 5 % 0, 0 % 0, 2^53 % 3, 1e300 % 7)) --> -nan -nan -nan 0 -nan -nan -nan 2 0
print(show(2^0, 0^0, 0^1, 2^-1, (-2)^2, (-2)^3, (-2)^-1, (-2)^0.5, inf^0, 0^-1, (-8)^(1/3), 2^0.5)) --> 1 1 0 0.5 4 -8 -0.5 -nan 1 inf -nan 1.4142135623731
print(show(10 / 2, 10 / 4, 1 / 3, -10 / 3, 0 / 1, 1 / 0, -1 / 0, 0 / 0, 1e308 * 10, -1e308 * 10, 1e-308 / 1e10)) --> 5 2.5 0.33333333333333 -3.3333333333333 0 inf -inf -nan inf -inf 9.999987484956e-319

-- Strings in arithmetic.
print("10" + 5, "0x10" + 0, " 10 " * "2", "1e1" - 1, "5" ^ "2", "7" % "4", -"3", - -"3", "1." + ".5", "-7" + 0) --> 15	16	20	9	25	3	-3	3	1.5	-7
print("10" == 10, "10" .. 5, 10 .. "5", "10" + "5" == 15, ("3" + 4) .. "", "2" * "3" .. "4") --> false	105	105	true	7	64
for _, s in ipairs { "", " ", "a", "1a", "0x", "1 2", "1,000", "++1", "--1", "1e", "e1", ".", "-", "0x1g", "1_0", "\0" } do
  if pcall(function() return s + 0 end) or tonumber(s) then print("number?", s) end
end
print(tonumber("0x10"), tonumber("0XFF"), tonumber("  12  "), tonumber("1e+2"), tonumber(".5"), tonumber("5."), tonumber("-.5"), tonumber("+5")) --> 16	255	12	100	0.5	5	-0.5	5
print(tonumber("10", 2), tonumber("777", 8), tonumber("zZ", 36), tonumber("1010", 3), tonumber("9", 8), tonumber("8", 9)) --> 2	511	1295	30	nil	8
print(tonumber(""), tonumber("x"), tonumber("1 1"), tonumber({}), tonumber(nil), tonumber(true), tonumber("1", 36), tonumber("-", 10)) --> nil	nil	nil	nil	nil	nil	1	nil

-- math on the edges.
print(math.floor(2.5), math.floor(-2.5), math.ceil(2.5), math.ceil(-2.5), math.floor(-0.5), math.ceil(-0.5), math.floor(1e300) == 1e300) --> 2	-3	3	-2	-1	-0	true
print(math.abs(-5), math.abs(5), math.max(1, 3, 2), math.min(3, 1, 2), math.sqrt(16), math.pi, math.huge == inf) --> 5	5	3	1	4	3.1415926535898	true
print(math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.fmod(5.5, 2), math.modf(3.7), math.modf(-3.7)) --> 1	-1	1	1.5	3	-3	-0.7
print(math.ldexp(0.5, 4), math.frexp(8), math.frexp(0), math.pow(2, 8), math.exp(0), math.log(1), math.log10(1000)) --> 8	0.5	0	256	1	0	3
print(math.sin(0), math.cos(0), math.tan(0), math.deg(math.pi), math.rad(180) == math.pi, math.atan2(0, -1) == math.pi) --> 0	1	0	180	true	true

-- Integer-looking arithmetic stays exact up to 2^53.
local f = 1
for i = 1, 18 do f = f * i end
print(f, string.format("%.0f", f), string.format("%d", 2^31), string.format("%d", -2^31), string.format("%.0f", 2^63)) --> 6.402373705728e+15	6402373705728000	2147483648	-2147483648	9223372036854775808
local s = 0
for i = 1, 100000 do s = s + i * i end
print(s, string.format("%.0f", s)) --> 3.3333833335e+14	333338333350000
print(string.format("%5.1f|%-8.3f|%+d|%05d|%x|%X|%o|%e|%g|%g|%c|%i|%u", 3.14159, 2.5, 7, 42, 255, 255, 8, 12345.678, 1e20, 0.0001, 65, 3.99, 7)) -->   3.1|2.500   |+7|00042|ff|FF|10|1.234568e+04|1e+20|0.0001|A|3|7
print(string.format("%.14g %.17g %.3g %g %g", 0.1, 0.1, 1234567, 1e15, 123456789), string.format("%10s|%-10s|%.2s", "hi", "hi", "hello")) --> 0.1 0.10000000000000001 1.23e+06 1e+15 1.23457e+08	        hi|hi        |he
