-- Strings are arrays of bytes, and each of the 256 may stand in them.
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
local s = table.concat(all)
print(#s) --> 256
local same = true
for i = 0, 255 do if string.byte(s, i + 1) ~= i then same = false end end
print(same) --> true

-- Equality is by content, however a string was made.
local a = "abc" .. "def"
local b = string.rep("abcdef", 1)
local c = table.concat({ "a", "b", "c", "d", "e", "f" })
print(a == b, b == c, a == "abcdef", a ~= "abcdeF") --> true	true	true	true
local long1 = string.rep("x", 1000) .. "y"
local long2 = string.rep("x", 999) .. "xy"
print(long1 == long2, long1 == long2 .. "", long1 < long2 .. "a") --> true	true	true

-- Strings made at run time are the same keys as literals.
local t = { abcdef = 1 }
print(t[a], t[b], t[c]) --> 1	1	1
t[long1] = 2
print(t[long2]) --> 2

-- A string cannot be changed; operations give new ones.
local u = string.upper(a)
print(a, u) --> abcdef	ABCDEF

-- Methods on strings.
print(("x"):rep(3), a:sub(2, 3), #a:upper(), ("%d"):format(7)) --> xxx	bc	6	7
print(a.len == string.len, a:len(), a.nothing) --> true	6	nil
