-- A number where a string is wanted is converted in the usual way.
print(1 .. "", 1 .. 2, -1 .. -2, 1.5 .. "", 1e15 .. "", 2^53 .. "", 0.1 .. "", 1e100 .. "") --> 1	12	-1-2	1.5	1e+15	9.007199254741e+15	0.1	1e+100
print(10 .. "" == "10", type(1 .. ""), #(1 .. "")) --> true	string	1
print((1/0) .. "", (-1/0) .. "") --> inf	-inf
print(string.len(12), string.upper(1e20), string.rep(4, 3), string.sub(12345, 2, 3), (5 .. ""):rep(2)) --> 2	1E+20	444	23	55
print(table.concat({ 1, 2, 3.5 }, 0)) --> 10203.5

-- Integers print without a fraction, others with fourteen digits.
print(100, -100, 1e3, 3.0, 1e14, 1e13 + 0.5, 12345678901234, 0.1 + 0.7) --> 100	-100	1000	3	1e+14	10000000000000	12345678901234	0.8
print(1/3, -1/3, 2/3, 1e-7, 123e-7, 1.0000000000001, 1.00000000000001, 1.000000000000001) --> 0.33333333333333	-0.33333333333333	0.66666666666667	1e-07	1.23e-05	1.0000000000001	1	1
print(tostring(12) == "12", tostring(1e300 * 1e10)) --> true	inf

-- The full value comes back only with seventeen digits.
local x = 0.1 + 0.2
print(tonumber(tostring(x)) == x, tonumber(string.format("%.17g", x)) == x) --> false	true
print(string.format("%.17g", x), string.format("%.16g", 0.1), string.format("%.3f", 2/3)) --> 0.30000000000000004	0.1	0.667

-- Concatenating gives a string that is no number, but becomes one again in arithmetic.
print((1 .. 2) + 0, (1 .. 2) == 12, (1 .. 2) == "12") --> 12	false	true
local s = 10 .. 20
print(s, s + 1, s .. 1) --> 1020	1021	10201

-- Only numbers and strings are converted.
print((pcall(function() return 1 .. nil end)), (pcall(function() return true .. "" end))) --> false	false
print((pcall(function() return {} .. "" end)), (pcall(function() return "" .. print end))) --> false	false
