-- Comparison converts nothing.
print("1" == 1, 1 == "1", "0" == 0, "1" ~= 1) --> false	false	false	true
print((pcall(function() return 1 < "2" end))) --> false
print((pcall(function() return "1" < 2 end))) --> false
print((pcall(function() return "1" <= 2 end))) --> false
print("10" < "9", "10" < "1" .. "1", "a" < "b") --> true	true	true

-- Table keys are not converted.
local t = {}
t[1] = "number"
t["1"] = "string"
print(t[1], t["1"], t[1 .. ""], t["1" + 0]) --> number	string	string	number

-- Conditions convert nothing: "false" and 0 are true.
print("false" and 1, 0 and 1) --> 1	1

-- Booleans and nil are never converted.
print((pcall(function() return true + 1 end)), (pcall(function() return nil + 1 end))) --> false	false
print((pcall(function() return -true end)), (pcall(function() return -{} end))) --> false	false
print((pcall(string.rep, true, 1)), (pcall(string.len, nil))) --> false	false

-- The result of arithmetic on strings is a number; that of a concatenation of numbers is a string.
print(type("1" + "2"), type(1 .. 2), type("1" .. 2)) --> number	string	string
print("1" + "2" == 3, 1 .. 2 == "12") --> true	true

-- Assignment converts nothing.
local n, s = 1, "1"
n, s = s, n
print(type(n), type(s)) --> string	number
