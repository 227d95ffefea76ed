-- Conversions that the manual does not promise: the reference implementation gives the whole
-- string to the C library of its platform, and this is what Linux answers.
print(tonumber("0x1p4"), tonumber("0x.8"), tonumber("0x1.8p1"), tonumber("0xA.8")) --> 16	0.5	3	10.5
print(tonumber("inf"), tonumber("-inf"), tonumber("Infinity"), tonumber(" INF ")) --> inf	-inf	inf	inf
print(tonumber("nan"), tonumber("-nan"), tonumber("NaN"), tonumber("infinite"), tonumber("nano")) --> nan	-nan	nan	nil	nil
print(0x1p4, "0x1p4" + 0, "inf" + 0) --> 16	16	inf
print(0xfffffffffffff, 0xffffffffffffffff, 0x10000000000000000) --> 4.5035996273705e+15	1.844674407371e+19	1.844674407371e+19

-- A zero byte ends the string for the conversion.
print(tonumber("1\0"), tonumber("1\0garbage"), "2\0" + 1, tonumber("\0001")) --> 1	1	3	nil

-- With a base, the digits are read as an unsigned integer of 64 bits; a prefix of 16 is allowed.
print(tonumber("0x1f", 16), tonumber("0X1F", 16), tonumber("0x", 16), tonumber("x", 16)) --> 31	31	nil	nil
print(tonumber("7fffffff", 16), tonumber("ffffffff", 16), tonumber("100000000", 16)) --> 2147483647	4294967295	4294967296
print(tonumber("ffffffffffffffff", 16), tonumber("10000000000000000", 16)) --> 1.844674407371e+19	1.844674407371e+19
print(tonumber("-1", 2), tonumber("-ff", 16), tonumber("+11", 2), tonumber(" -10", 8)) --> 1.844674407371e+19	1.844674407371e+19	3	1.844674407371e+19
print(tonumber("1.5", 16), tonumber("1e1", 16), tonumber("1 1", 16), tonumber("", 16), tonumber(" ", 2)) --> nil	481	nil	nil	nil
