-- The string library, section 5.4, without patterns and formats.

--- byte: codes of characters, from i to j
print(string.byte("ABC"), string.byte("ABC", 2), string.byte("ABC", -1))
print(string.byte("ABC", 1, 3))
print(string.byte("ABC", 2, 10))
print(string.byte("ABC", -2, -1))
print(string.byte("\0\255", 1, 2))
print(select("#", string.byte("ABC", 4)), select("#", string.byte("ABC", 3, 2)), select("#", string.byte("")), select("#", string.byte("ABC", 0)))
print(string.byte("ABC", 0, 1), string.byte("ABC", -10, 1))
print(string.byte("ABC", "2"), string.byte(123), string.byte("ABC", 1.9))
--> 65	66	67
--> 65	66	67
--> 66	67
--> 66	67
--> 0	255
--> 0	0	0	0
--> 65	65
--> 66	49	65

--- byte-bad: a string and numbers
print(pcall(string.byte))
print(pcall(string.byte, {}))
print(pcall(string.byte, "x", "y"))
print(pcall(string.byte, "x", 1, {}))
--> false	bad argument #1 to '?' (string expected, got no value)
--> false	bad argument #1 to '?' (string expected, got table)
--> false	bad argument #2 to '?' (number expected, got string)
--> false	bad argument #3 to '?' (number expected, got table)

--- char: characters of codes
print(string.char(72, 105), string.char(), #string.char(0, 255), string.char("65"), string.char(65.9))
print(pcall(string.char, 256))
print(pcall(string.char, -1))
print(pcall(string.char, 65, "x"))
print(pcall(string.char, 65, {}))
--> Hi		2	A	A
--> false	bad argument #1 to '?' (invalid value)
--> false	bad argument #1 to '?' (invalid value)
--> false	bad argument #2 to '?' (number expected, got string)
--> false	bad argument #2 to '?' (number expected, got table)

--- len: bytes, zeros too
print(string.len(""), string.len("abc"), string.len("a\0b"), ("x"):len(), string.len(123))
print(pcall(string.len))
print(pcall(string.len, {}))
--> 0	3	3	1	3
--> false	bad argument #1 to '?' (string expected, got no value)
--> false	bad argument #1 to '?' (string expected, got table)

--- lower-upper: letters of the C locale
print(string.lower("ABC xyz 123 \196"), string.upper("abc XYZ 123 \228"))
print(("MiXed"):lower(), ("MiXed"):upper(), string.lower(1), string.upper(""))
print(pcall(string.lower))
print(pcall(string.upper, {}))
--> abc xyz 123 \xc4	ABC XYZ 123 \xe4
--> mixed	MIXED	1	
--> false	bad argument #1 to '?' (string expected, got no value)
--> false	bad argument #1 to '?' (string expected, got table)

--- rep: copies
print(string.rep("ab", 3), string.rep("ab", 0), string.rep("ab", -5), string.rep("", 100), ("x"):rep(2.9))
print(string.rep(1, 3), string.rep("a", "2"))
print(pcall(string.rep))
print(pcall(string.rep, "x"))
print(pcall(string.rep, "x", {}))
print(pcall(string.rep, {}, 1))
--> ababab				xx
--> 111	aa
--> false	bad argument #1 to '?' (string expected, got no value)
--> false	bad argument #2 to '?' (number expected, got no value)
--> false	bad argument #2 to '?' (number expected, got table)
--> false	bad argument #1 to '?' (string expected, got table)

--- reverse: bytes backwards
print(string.reverse("abc"), string.reverse(""), #string.reverse("a\0b"), string.reverse(123))
print(pcall(string.reverse))
print(pcall(string.reverse, {}))
--> cba		3	321
--> false	bad argument #1 to '?' (string expected, got no value)
--> false	bad argument #1 to '?' (string expected, got table)

--- sub: from i to j, negative from the end
print(string.sub("hello", 2), string.sub("hello", 2, 3), string.sub("hello", -3), string.sub("hello", -3, -2))
print(string.sub("hello", 0), string.sub("hello", 10), string.sub("hello", 3, 2), string.sub("hello", -100, 100), string.sub("hello", 2, -2))
print(string.sub("hello", 1.9, 2.9), string.sub("hello", "2", "3"), string.sub(12345, 2, 3), string.sub("", 1, 1))
print(string.sub("hello", -2^31, 2^31 - 1), string.sub("hello", 1, -2^31))
print(pcall(string.sub))
print(pcall(string.sub, "x"))
print(pcall(string.sub, "x", "y"))
print(pcall(string.sub, "x", 1, {}))
--> ello	el	llo	ll
--> hello			hello	ell
--> he	el	23	
--> hello	
--> false	bad argument #1 to '?' (string expected, got no value)
--> false	bad argument #2 to '?' (number expected, got no value)
--> false	bad argument #2 to '?' (number expected, got string)
--> false	bad argument #3 to '?' (number expected, got table)

--- methods: strings have the library as methods
local s = "hello"
print(s:upper(), s:len(), s:sub(2, 3), ("x"):rep(3), s:byte(), #s)
print(pcall(function() return s:nothing() end))
print(pcall(function() return s.x.y end))
print(s.x, ("x").upper == string.upper)
--> HELLO	5	el	xxx	104	5
--> false	case.lua:3: attempt to call method 'nothing' (a nil value)
--> false	case.lua:4: attempt to index field 'x' (a nil value)
--> nil	true

--- methods-on-numbers: numbers have none
print(pcall(function() local n = 5 return n:upper() end))
--> false	case.lua:1: attempt to index local 'n' (a number value)

--- changed-library: methods follow the table
function string.shout(s) return s:upper() .. "!" end
print(("hey"):shout())
--> HEY!

--- index-arithmetic: positions are cut to integers, as C does
print(("hello"):sub(2.5, 4.5), ("hello"):byte(-1.5), ("hello"):rep(0.9))
--> ell	111	

--- rep-count: C keeps 32 bits of the count
print(#string.rep("abc", 2^53), #string.rep("abc", 2^32 + 2), #string.rep("abc", -2^31 - 1 + 2^32 * 3 - 2^32 * 2 - 2^31))
--> 0	6	0

--- dump: a function as a string, which loads again
local f = loadstring(string.dump(function(a, b) local t = {} return a + b, #t end))
print(f(1, 2))
print(type(string.dump(f)))
--> 3	0
--> string

--- dump-bad: only Lua functions
print(pcall(string.dump))
print(pcall(string.dump, 1))
print(pcall(string.dump, print))
--> false	bad argument #1 to '?' (function expected, got no value)
--> false	bad argument #1 to '?' (function expected, got number)
--> false	unable to dump given function

--- dump-damaged: what is no dump
local d = string.dump(function() end)
print(loadstring(d:sub(1, 4)))
print(loadstring("\27Lua" .. ("x"):rep(100)))
print((loadstring(d:sub(1, 20))))
--> nil	binary string: unexpected end in precompiled chunk
--> nil	binary string: bad header in precompiled chunk
--> nil

--- library: these functions and no others
local names = {}
for name in pairs(string) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
--> byte char dump find format gfind gmatch gsub len lower match rep reverse sub upper
