-- A string operand of an arithmetic operator is converted to a number.
print("10" + 1, 1 + "10", "10" + "1", "3" - "1", "6" * "7", "7" / "2", "7" % "4", "2" ^ "3") --> 11	11	11	2	42	3.5	3	8
print(-"2", -"-2", - "0x10", -" 5 ") --> -2	2	-16	-5
print("10" + 1 == 11, type("10" + 1)) --> true	number

-- All the forms that the lexer knows, with white space around and a sign.
print("0x10" + 0, "0XfF" + 0, "1e2" + 0, "1E+2" + 0, ".5" + 0, "5." + 0, "5.e-1" + 0) --> 16	255	100	100	0.5	5	0.5
print("  7  " + 0, "\t7\n" + 0, "\v\f\r7" + 0, "-7" + 0, "+7" + 0, " -0x10 " + 0) --> 7	7	7	-7	7	-16

-- Strings that are no numbers are an error in arithmetic.
local function fails(s)
  return not pcall(function() return s + 1 end)
end
print(fails(""), fails(" "), fails("x"), fails("1x"), fails("1 2"), fails("0x"), fails("1e")) --> true	true	true	true	true	true	true
print(fails("- 7"), fails("--7"), fails("1,5"), fails("0xg"), fails("\0"), fails("1e+")) --> true	true	true	true	true	true
print(fails("7"), fails(" 7 "), fails("1e1")) --> false	false	false

-- The other operand's type does not help.
print((pcall(function() return "1" + {} end)), (pcall(function() return "1" + nil end))) --> false	false
print((pcall(function() return "1" + true end))) --> false

-- Library functions convert too.
print(string.rep("x", "3"), string.sub("hello", "2", "3"), math.floor("2.5"), select("2", "a", "b")) --> xxx	el	2	b
print(string.char("65", "66"), math.max("10", 9), string.format("%d", "3"), string.byte("a", "1")) --> AB	10	3	97

-- tonumber.
print(tonumber("10"), tonumber("  0x1F  "), tonumber("1e1"), tonumber(""), tonumber("z"), tonumber("1 1")) --> 10	31	10	nil	nil	nil
print(tonumber(5), tonumber(nil), tonumber(true), tonumber({}), tonumber("5" .. "5")) --> 5	nil	nil	nil	55
print(tonumber("10", 2), tonumber("ff", 16), tonumber("zz", 36), tonumber("8", 8), tonumber("7", 8)) --> 2	255	1295	nil	7
print(tonumber("1e1", 10), tonumber("11", 10), tonumber(" 11 ", 2), tonumber("FF", 16), tonumber(10, 2)) --> 10	11	3	255	2
print(tonumber("-7", 10), tonumber("1.5", 10)) --> -7	1.5

-- A for loop does not convert in the comparison but in its preparation.
local n = 0
for i = "1", "3", "1" do n = n + i end
print(n) --> 6
