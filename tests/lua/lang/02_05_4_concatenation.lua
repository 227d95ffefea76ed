-- Strings and numbers are joined to a string.
print("a" .. "b", "a" .. 1, 1 .. "a", 1 .. 2, "" .. "", "a" .. "", "" .. "a") --> ab	a1	1a	12		a	a
print("x" .. 1.5 .. "y" .. -2 .. "z" .. 1e100) --> x1.5y-2z1e+100
print(type(1 .. 2), #(1 .. 2), 10 .. 20 == "1020") --> string	2	true

-- The operator associates to the right and may be long.
print("a" .. "b" .. "c" .. "d" .. "e" .. 1 .. 2 .. 3) --> abcde123
print(("a" .. "b") .. ("c" .. ("d" .. "e"))) --> abcde
local parts = {}
for i = 1, 150 do parts[i] = "'" .. i .. ",'" end
local s = loadstring("return " .. table.concat(parts, " .. "))()
print(#s, s:sub(1, 12), s:sub(-9)) --> 492	1,2,3,4,5,6,	,149,150,
local names = {}
for i = 1, 100 do names[i] = "x" end
print(#loadstring("local x = 'abc' return " .. table.concat(names, " .. "))()) --> 300

-- Building a string in a loop.
s = ""
for i = 1, 10 do s = s .. i .. "," end
print(s) --> 1,2,3,4,5,6,7,8,9,10,
s = ""
for i = 1, 1000 do s = s .. "x" end
print(#s) --> 1000
for i = 1, 10 do s = s .. s:sub(1, 1) .. "" .. i end
print(#s, s:sub(-12)) --> 1021	5x6x7x8x9x10

-- Zero bytes and other bytes are kept.
local z = "a\0" .. "\0b" .. string.char(255)
print(#z, z:byte(1, -1)) --> 5	97	0	0	98	255

-- The operands stay as they were.
local a, b = "left", "right"
local c = a .. b
print(a, b, c, c == "leftright", a .. b == b .. a) --> left	right	leftright	true	false

-- Empty operands and equal strings.
local e = ""
print(#(e .. e .. e), e .. a == a, a .. e == a, (a .. b == c) and "interned or not, equal") --> 0	true	true	interned or not, equal

-- Results of calls, fields, upvalues and var-args.
local t = { k = "field", 5 }
local function f(...) return "call" .. ... .. t.k .. t[1], "second" end
print(f("(arg)", "more")) --> call(arg)field5	second
print(f("x") .. f("y")) --> callxfield5callyfield5
print("v" .. (f("z"))) --> vcallzfield5

-- Operands that are neither strings nor numbers.
print((pcall(function() return "a" .. nil end)), (pcall(function() return {} .. "a" end))) --> false	false
print((pcall(function() return true .. false end)), (pcall(function() return "a" .. print .. "b" end))) --> false	false
print((pcall(function() return "a" .. "b" .. {} end)), (pcall(function() return nil .. "b" .. "c" end))) --> false	false

-- Long results.
local big = string.rep("0123456789", 10000)
print(#(big .. big), (big .. "x"):sub(-3), ("x" .. big):sub(1, 3), big .. "" == big) --> 200000	89x	x01	true
