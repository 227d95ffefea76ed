-- The string functions that need no patterns.
local function e(f, ...) return select(2, pcall(f, ...)) end
local function bytes(s) return (s:gsub(".", function(c) return string.format("%d ", c:byte()) end)) end

-- len
print(string.len(""), string.len("abc"), string.len("a\0b"), ("x"):len(), string.len(12), #"abc") --> 0	3	3	1	2	3
print(e(string.len), e(string.len, nil), e(string.len, {})) --> bad argument #1 to '?' (string expected, got no value)	bad argument #1 to '?' (string expected, got nil)	bad argument #1 to '?' (string expected, got table)

-- sub
local s = "hello"
print(s:sub(2), s:sub(2, 3), s:sub(-2), s:sub(-3, -2), s:sub(0), s:sub(1, -1), s:sub(-100, 100)) --> ello	el	lo	ll	hello	hello	hello
print(s:sub(3, 2) == "", s:sub(6) == "", s:sub(0, 0) == "", s:sub(10, 20) == "", s:sub(5, 5), s:sub(-1, -1)) --> true	true	true	true	o	o
print(s:sub(2.9, 3.9), s:sub("2", "3"), s:sub(1, 1e10), s:sub(-1e10, 2), s:sub(-2^31, 2^31), s:sub(2^53)) --> el	el	hello	he	hello	
print(string.sub(12345, -2), ("").sub("", 1, 1) == "") --> 45	true
print(e(string.sub), e(string.sub, "x"), e(string.sub, "x", {}), e(string.sub, "x", 1, "y"), s:sub(1, nil)) --> bad argument #1 to '?' (string expected, got no value)	bad argument #2 to '?' (number expected, got no value)	bad argument #2 to '?' (number expected, got table)	bad argument #3 to '?' (number expected, got string)	hello
print(#s:sub(1/0), s:sub(-1/0), s:sub(0/0)) --> 5	hello	hello

-- byte
print(s:byte(), s:byte(2), s:byte(-1), s:byte(1, 3), s:byte(1, -1)) --> 104	101	111	104	104	101	108	108	111
print(select("#", s:byte(0)), select("#", s:byte(6)), select("#", s:byte(3, 2)), select("#", (""):byte()), s:byte(0, 1), s:byte(-100, 2)) --> 0	0	0	0	104	104	101
print(("\0\255\127"):byte(1, -1)) --> 0	255	127
print(e(string.byte), e(string.byte, "x", "y"), e(string.byte, {})) --> bad argument #1 to '?' (string expected, got no value)	bad argument #2 to '?' (number expected, got string)	bad argument #1 to '?' (string expected, got table)
print(select("#", (("x"):rep(3000)):byte(1, -1))) --> 3000

-- char
print(string.char() == "", string.char(72, 105), bytes(string.char(0, 255, 10)), string.char("65"), string.char(65.9)) --> true	Hi	0 255 10 	A	A
print(e(string.char, -1), e(string.char, 256), e(string.char, 65, "x"), e(string.char, {})) --> bad argument #1 to '?' (invalid value)	bad argument #1 to '?' (invalid value)	bad argument #2 to '?' (number expected, got string)	bad argument #1 to '?' (number expected, got table)

-- upper, lower, reverse
print(("Hello, World 1"):upper(), ("Hello, World 1"):lower(), ("abc"):reverse(), (""):reverse() == "", ("\224\192"):upper() == "\224\192") --> HELLO, WORLD 1	hello, world 1	cba	true	true
print(string.upper(12), string.reverse(12.5), ("a\0B"):lower() == "a\0b", ("a"):reverse()) --> 12	5.21	true	a
print(e(string.upper), e(string.lower, nil), e(string.reverse, {})) --> bad argument #1 to '?' (string expected, got no value)	bad argument #1 to '?' (string expected, got nil)	bad argument #1 to '?' (string expected, got table)

-- rep
print(("ab"):rep(3), ("ab"):rep(0) == "", ("ab"):rep(-1) == "", (""):rep(100) == "", ("x"):rep(1), ("a\0"):rep(2) == "a\0a\0") --> ababab	true	true	true	x	true
print(("ab"):rep(2.9), ("ab"):rep("2"), string.rep(12, 2), #("abc"):rep(100000), ("xyz"):rep(1000):sub(2998)) --> abab	abab	1212	300000	xyz
print(e(string.rep), e(string.rep, "x"), e(string.rep, "x", "y"), e(string.rep, {}, 1)) --> bad argument #1 to '?' (string expected, got no value)	bad argument #2 to '?' (number expected, got no value)	bad argument #2 to '?' (number expected, got string)	bad argument #1 to '?' (string expected, got table)
print(#(""):rep(1e9)) --> 0

-- strings have methods, and only those
print(("x").y, e(function() return ("x").y.z end), ("%d"):format(5), ("x"):rep(3):upper():len()) --> nil	strings.lua:41: attempt to index field 'y' (a nil value)	5	3
print(getmetatable("").__index == string, e(setmetatable, "x", {})) --> true	bad argument #1 to '?' (table expected, got string)

-- comparison is byte by byte
print("a" < "b", "a" < "B", "" < "a", "a\0b" > "a\0a", "a" < "a\0", "Z" < "a", "\200" > "z", "abc" < "abd", "10" < "9") --> true	false	true	true	true	true	true	true	true
