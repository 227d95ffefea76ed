-- Operations on constants give what the same operations on variables give.
local one, two, three, ten, half, zero = 1, 2, 3, 10, 0.5, 0
print(1 + 2 == one + two, 1 - 2 == one - two, 2 * 3 == two * three, 1 / 3 == one / three) --> true	true	true	true
print(10 % 3 == ten % three, 2 ^ 10 == two ^ ten, -10 % 3 == -ten % three, 2 ^ 0.5 == two ^ half) --> true	true	true	true
print(2 ^ 3 ^ 2 == two ^ three ^ two, -2 ^ 2 == -two ^ two, 1 / 0.5 == one / half) --> true	true	true
print(1 / 0 == one / zero, -1 / 0 == -one / zero, 10 % 0 ~= 10 % 0, 0 / 0 ~= 0 / 0) --> true	true	true	true
print(1e308 * 10 == 1e308 * ten, 0.1 + 0.2 == 0.1 + two / ten) --> true	true

-- Errors in constants happen when the code runs, not when it is compiled.
print(loadstring("return 1 + nil") ~= nil, (pcall(loadstring("return 1 + nil")))) --> true	false
print(loadstring("return -{}") ~= nil, (pcall(loadstring("return -{}")))) --> true	false
print(loadstring("return 'a' + 1") ~= nil, (pcall(loadstring("return 'a' + 1")))) --> true	false
print(loadstring("return #5") ~= nil, (pcall(loadstring("return #5")))) --> true	false
print(loadstring("return 1 .. nil") ~= nil, (pcall(loadstring("return 1 .. nil")))) --> true	false
print(loadstring("return 1 < 'x'") ~= nil, (pcall(loadstring("return 1 < 'x'")))) --> true	false
print(loadstring("return ('x')()") ~= nil, (pcall(loadstring("return ('x')()")))) --> true	false
print(loadstring("return (1)[2]") ~= nil, (pcall(loadstring("return (1)[2]")))) --> true	false
print(loadstring("if nil + 1 then end") ~= nil, loadstring("return nil and 1 + nil")()) --> true	nil
print(loadstring("return true or 1 + nil")(), loadstring("return false and -{}")()) --> true	false

-- Strings in constant expressions.
print("10" + 5, "3" * "4", -"2", #"abc", #"", "a" .. "b" .. "c", 1 .. 2, "x" < "y", "1" == 1) --> 15	12	-2	3	0	abc	12	true	false

-- Logical constants.
print(nil and 1, false and 1, true and 1, 0 and 1, "" and 1) --> nil	false	1	1	1
print(nil or 1, false or 1, true or 1, 0 or 1, "a" or 1) --> 1	1	true	0	a
print(not nil, not false, not true, not 0, not "", not not nil, not not 1) --> true	true	false	false	false	false	true
print(true and nil, true and false, nil or false, false or nil, nil and nil) --> nil	false	false	nil	nil
print(1 and 2 and 3, 1 and nil and 3, nil or false or 3, 1 or error("never")) --> 3	nil	3	1
print(1 < 2, 2 < 1, 1 <= 1, 1 == 1, 1 ~= 1, "a" == "a", nil == false, 1 > 2, 1 >= 1) --> true	false	true	true	false	true	false	false	true
print((1 and 2) + (nil or 3), -(1 and 2), (false or 2) ^ 2, #(nil or "abc")) --> 5	-2	4	3

-- Conditions that are constant.
local n = 0
if 1 then n = n + 1 end
if nil then n = n + 10 end
if not nil then n = n + 100 end
if 1 == 1 then n = n + 1000 end
if 1 < 2 and 2 < 3 then n = n + 10000 end
while false do n = -1 end
repeat n = n + 1 until true
print(n) --> 11102
