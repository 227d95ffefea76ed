-- The forms of a numerical constant.
print(3, 3.0, 3.1416, 314.16e-2, 0.31416E1, 0xff, 0x56) --> 3	3	3.1416	3.1416	3.1416	255	86
print(.5, 5., 0.5, .5e1, 5.e1, 5e+1, 5E-1) --> 0.5	5	0.5	5	50	50	0.5
print(1e2, 1E2, 1e+2, 1e-2, 0e0, 00012, 007.50) --> 100	100	100	0.01	0	12	7.5
print(0x0, 0X1F, 0xabcdef, 0xABCDEF, 0xA, 0xffffffff) --> 0	31	11259375	11259375	10	4294967295
print(0x10 == 16, 0xA == 0Xa, 1e1 == 10, .1e1 == 1) --> true	true	true	true

-- A sign is an operator, not part of the constant.
print(-3, - 3, -0x10, -.5) --> -3	-3	-16	-0.5

-- The digits after an exponent or a hexadecimal prefix end at the first dot.
print(select(2, loadstring("return 1e5.1", "=t"))) --> t:1: '<eof>' expected near '.1'
print(select(2, loadstring("return 0x1.8", "=t"))) --> t:1: '<eof>' expected near '.8'

-- All numbers are doubles: large integers lose their last digits.
print(2^53 == 2^53 + 1, 9007199254740993 == 9007199254740992) --> true	true
print(123456789012345678901234567890) --> 1.2345678901235e+29
print(1e308, 1e309, -1e309, 1e-320 > 0, 1e-400) --> 1e+308	inf	-inf	true	0
print(0.1 + 0.2 == 0.3, 0.1 + 0.2) --> false	0.3

-- How numbers print: fourteen significant digits.
print(1e14, 1e15, 1e16, 123456789012345, 99999999999999, 100000000000000) --> 1e+14	1e+15	1e+16	1.2345678901234e+14	99999999999999	1e+14
print(0.1, 1/3, 100/3, 1e-4, 1e-5, 123456.789e3) --> 0.1	0.33333333333333	33.333333333333	0.0001	1e-05	123456789
print(3.14159265358979, 2^63, 2^64, -2^63, 2^-10) --> 3.1415926535898	9.2233720368548e+18	1.844674407371e+19	-9.2233720368548e+18	0.0009765625
print(1e100, 1e+100, 5e-324) --> 1e+100	1e+100	4.9406564584125e-324

-- Malformed numbers are refused; the longest run of letters, digits, dots and underscores counts.
local bad = {
  "3x", "0x", "0xg", "1e", "1e+", "1.2.3", "1..2", "3_000", "1e5x", "08z", "1.e",
}
for i = 1, #bad do
  local f, m = loadstring("return " .. bad[i], "=t")
  print(bad[i], m) --> 3x	t:1: malformed number near '3x'
  --> 0x	t:1: malformed number near '0x'
  --> 0xg	t:1: malformed number near '0xg'
  --> 1e	t:1: malformed number near '1e'
  --> 1e+	t:1: malformed number near '1e+'
  --> 1.2.3	t:1: malformed number near '1.2.3'
  --> 1..2	t:1: malformed number near '1..2'
  --> 3_000	t:1: malformed number near '3_000'
  --> 1e5x	t:1: malformed number near '1e5x'
  --> 08z	t:1: malformed number near '08z'
  --> 1.e	t:1: malformed number near '1.e'
end

-- A number and a concatenation need a space between them.
print(1 ..2, 1 .. 2, 1. ..2, 1 .. .5) --> 12	12	12	10.5
print(loadstring("return 1..2") == nil) --> true

-- A dot followed by a digit is a number, other dots are not.
local t = { 1, 2 }
print(t[.1e1], t[2.0], t[0x2]) --> 1	2	2
