-- Patterns, section 5.4.1: find, match, gmatch, gsub.

--- find-plain: positions of what is found
print(string.find("hello world", "wor"), string.find("hello", "l"), string.find("hello", "xyz"))
print(string.find("hello", ""), string.find("", ""), string.find("", "x"))
print(string.find("a.b", ".", 1, true), string.find("a.b", "%.", 1, true), string.find("a+b", "+", 1, true))
print(string.find("aXb", "X", 1, nil), string.find("abc", "b", 1, 0))
--> 7	3	nil
--> 1	1	nil
--> 2	nil	2	2
--> 2	2	2

--- find-init: where the search begins
print(string.find("hello", "l", 4), string.find("hello", "l", -1), string.find("hello", "l", -2), string.find("hello", "h", 2))
print(string.find("hello", "", 3), string.find("hello", "", 6), string.find("hello", "", 7), string.find("hello", "", 100))
print(string.find("hello", "h", -100), string.find("hello", "", -1), string.find("hello", "e", 0))
print(string.find("hello", "l", "4"), string.find(12345, 34))
--> 4	nil	4	nil
--> 3	6	6	6	5
--> 1	5	2	2
--> 4	3	4

--- find-captures: positions and then the captures
print(string.find("key = value", "(%w+)%s*=%s*(%w+)"))
print(string.find("hello", "()ll()"))
print(string.find("hello", "(l)(l)(x?)"))
--> 1	11	key	value
--> 3	4	3	5
--> 3	4	l	l	

--- match: captures, or the whole match
print(string.match("key = value", "(%w+) = (%w+)"), string.match("hello", "l+"), string.match("hello", "x"))
print(string.match("2024-05-06", "(%d+)-(%d+)-(%d+)"))
print(string.match("hello", "l", 4), string.match("hello", "^l", 3), string.match("hello", ".-", 3), string.match("hello", "", 10))
--> key	ll	nil
--> 2024	05	06
--> l	l		

--- classes: letters of the classes and their complements
local text = ""
for i = 0, 255 do text = text .. string.char(i) end
for class in ("acdlpsuwxz"):gmatch(".") do
  local plain, other = text:gsub("[^%" .. class .. "]", ""), text:gsub("[^%" .. class:upper() .. "]", "")
  print(class, #plain, #other, plain:byte(1), plain:byte(-1), other:byte(1), other:byte(-1))
end
--> a	52	204	65	122	0	255
--> c	33	223	0	127	32	255
--> d	10	246	48	57	0	255
--> l	26	230	97	122	0	255
--> p	32	224	33	126	0	255
--> s	6	250	9	32	0	255
--> u	26	230	65	90	0	255
--> w	62	194	48	122	0	255
--> x	22	234	48	102	0	255
--> z	1	255	0	0	1	255

--- class-dot: any byte
print(#string.match("a\0\n\255", ".*"), string.find("\n", "."))
--> 4	1	1

--- class-others: an escaped character that is no class is itself
print(string.find("a.b", "%."), string.find("50%", "%%"), string.find("(x)", "%("), string.find("a-b", "%-"), string.find("i", "%i"))
--> 2	3	1	2	1	1

--- sets: lists, ranges, complements, classes inside
print(string.match("hello123", "[0-9]+"), string.match("hello", "[^h]+"), string.match("x-y", "[a%-z]+"), string.match("a]b", "[]]"))
print(string.match("a^b", "[b^]"), string.match("a-b", "[a-]+"), string.match("ab-", "[-a]+"), string.match("%", "[%%]"))
print(string.match("héllo", "[\128-\255]+"), string.match("abc]", "[^]]+"), string.match("w_x", "[%w_]+"), string.match("5:", "[%d:]+"))
print(string.match("abc", "[c-a]"), string.match("a%z", "[%a-z]+"), string.match("-", "[%a-]"))
--> 123	ello	-	]
--> ^	a-	a	%
--> \xc3\xa9	abc	w_x	5:
--> nil	a	-

--- repetitions: greedy, lazy, optional
print(string.match("aaa", "a*"), string.match("aaa", "a+"), string.match("aaa", "a-"), string.match("aaa", "a?"), string.match("aaab", "a-b"))
print(string.match("<a><b>", "<.*>"), string.match("<a><b>", "<.->"), string.match("bbb", "a*"), string.match("bbb", "a?b"))
print(string.match("aXb", "a.?b"), string.match("ab", "a.?b"), string.match("", "a*"), string.match("", "a+"))
--> aaa	aaa		a	aaab
--> <a><b>	<a>		b
--> aXb	ab		nil

--- anchors: at the beginning and at the end
print(string.find("hello", "^h"), string.find("hello", "^e"), string.find("hello", "o$"), string.find("hello", "l$"), string.find("hello", "^hello$"))
print(string.find("a^b", "a^b"), string.find("a$b", "a$b"), string.find("", "^$"), string.find("x", "^"), string.find("x", "$"))
print(string.find("aaa", "^a", 2), string.match("a$", "a%$$"))
--> 1	nil	5	nil	1	5
--> 1	1	1	1	2	1
--> 2	a$

--- balanced: what is between two characters, nested
print(string.match("f(a(b)c)d", "%b()"), string.match("((x)", "%b()"), string.match("no", "%b()"), string.match("|a|b|", "%b||"))
print(string.find("if x then y end end", "%bxe"), string.match("(()", "%b()", 2))
--> (a(b)c)	(x)	nil	|a|
--> 4	()

--- frontier: the border between two sets
print(string.gsub("THE (quick) fox", "%f[%a]%a+", "<%0>"))
print(string.find("hello world", "%f[%w]%w+", 2), string.find("aXb", "%f[%u]"), string.find("abc", "%f[%z]"), string.find("abc", "%f[^%a]"))
--> <THE> (<quick>) <fox>	3
--> 7	2	4	4	3

--- back-references: what a capture has found
print(string.match("abab", "(ab)%1"), string.match("'x' \"y\"", "(['\"])(.-)%1"), string.match("hello", "(.)%1"), string.find("aab", "(a)(%1)b"))
print(string.match("xx", "()x%1"))
--> ab	'	l	1	3	a	a
--> nil

--- position-captures: positions as numbers
print(string.match("hello", "()ll()"), string.match("", "()"), string.match("abc", "a()b()c()"))
print(type(string.match("x", "()")))
--> 3	1	2	3	4
--> number

--- nested-captures: in the order of their opening parentheses
print(string.match("2024-05", "((%d+)-(%d+))"), string.match("abc", "(a(b(c)))"), string.match("abc", "((((b))))"))
--> 2024-05	abc	b	b	b	b

--- gmatch: all matches, captures or whole
for w in string.gmatch("one two  three", "%a+") do io = nil print(w) end
for k, v in string.gmatch("a=1, b=2", "(%w+)=(%w+)") do print(k, v) end
for p in string.gmatch("abc", "()") do print(p) end
local n = 0
for _ in string.gmatch("", "") do n = n + 1 end
print(n, (string.gmatch("x", "x")()))
--> one
--> two
--> three
--> a	1
--> b	2
--> 1
--> 2
--> 3
--> 4
--> 1	x

--- gmatch-anchor: an anchor is an ordinary character
for w in string.gmatch("a^b ^c", "^%a") do print(w) end
--> ^b
--> ^c

--- gmatch-empty: empty matches do not repeat forever
for s in string.gmatch("abc", "b*") do print("[" .. s .. "]") end
for s in string.gmatch("aXbX", "(.-)X") do print(s) end
--> []
--> [b]
--> []
--> []
--> a
--> b

--- gmatch-end: after the end it goes on giving nothing
local f = string.gmatch("x", "x")
print(f(), f(), f())
print(select("#", f()))
--> x	nil
--> 0

--- gsub-string: with captures by number
print(string.gsub("hello world", "o", "0"), string.gsub("hello", "l", "L", 1), string.gsub("hello", "x", "y"))
print(string.gsub("hello world", "(%w+)", "<%1>"), string.gsub("hello", "%w", "%0%0"), string.gsub("a b", "(%w) (%w)", "%2 %1"))
print(string.gsub("abc", "%w", "%%"), string.gsub("abc", "b", "%1"), string.gsub("abc", "", "-"), string.gsub("", "", "-"))
print(string.gsub("abc", "b", ""), string.gsub("abc", "b", 5), string.gsub("ab", "()", "%1"), string.gsub("abc", "b*", "-"))
--> hell0 w0rld	heLlo	hello	0
--> <hello> <world>	hheelllloo	b a	1
--> %%%	abc	-a-b-c-	-	1
--> ac	a5c	1a2b3	-a--c-	4

--- gsub-escapes: a per cent sign before other characters gives them
print(string.gsub("abc", "b", "%x"), #string.gsub("abc", "b", "x%"), pcall(string.gsub, "abc", "b", "%2"))
--> axc	4	false	invalid capture index

--- gsub-anchor: an anchored pattern replaces once
print(string.gsub("aaa", "^a", "b"), string.gsub("hello", "^", ">"), string.gsub("hello", "$", "<"), string.gsub("aXa", "a$", "b"))
--> baa	>hello	hello<	aXb	1

--- gsub-count: at most n
print(string.gsub("aaaa", "a", "b", 2), string.gsub("aaaa", "a", "b", 0), string.gsub("aaaa", "a", "b", -1), string.gsub("aaaa", "a", "b", "3"), string.gsub("aaaa", "a", "b", 2.9))
--> bbaa	aaaa	aaaa	bbba	bbaa	2

--- gsub-table: the first capture is the key; false and nil keep the match
print(string.gsub("$name is $age $what", "%$(%w+)", {name = "Lua", age = 5, what = false}))
print(string.gsub("abc", "%w", {a = "1", b = true and 2}))
print(string.gsub("abc", "()", {[1] = "x", [4] = "y"}))
print(string.gsub("ab", ".", setmetatable({}, {__index = function(_, k) return k:upper() end})))
--> Lua is 5 $what	3
--> 12c	3
--> xabcy	4
--> AB	2

--- gsub-function: called with the captures; false and nil keep the match
print(string.gsub("hello", "l", function(c) return c:upper() end))
print(string.gsub("a=1 b=2", "(%w)=(%w)", function(k, v) return v .. "=" .. k end))
print(string.gsub("abc", "%w", function(c) if c == "b" then return "B" end end))
print(string.gsub("abc", "%w", function(c) return c ~= "b" and c .. c end))
print(string.gsub("abc", "", function(...) return select("#", ...) end))
print(string.gsub("abc", "b", function() return 42, "ignored" end))
--> heLLo	2
--> 1=a 2=b	2
--> aBc	3
--> aabcc	3
--> 1a1b1c1	4
--> a42c	1

--- gsub-bad-replacement: what a replacement may not be
print(pcall(string.gsub, "abc", "b", {b = {}}))
print(pcall(string.gsub, "abc", "b", function() return {} end))
print(pcall(string.gsub, "abc", "b", function() return true end))
print(pcall(string.gsub, "abc", "b", {b = true}))
print(pcall(string.gsub, "abc", "b"))
print(pcall(string.gsub, "abc", "b", nil))
print(pcall(string.gsub, "abc", "b", true))
print(pcall(string.gsub, "abc", "b", function() error("inside", 0) end))
--> false	invalid replacement value (a table)
--> false	invalid replacement value (a table)
--> false	invalid replacement value (a boolean)
--> false	invalid replacement value (a boolean)
--> false	bad argument #3 to '?' (string/function/table expected)
--> false	bad argument #3 to '?' (string/function/table expected)
--> false	bad argument #3 to '?' (string/function/table expected)
--> false	inside

--- bad-arguments: strings and numbers
for _, name in ipairs{"find", "match", "gmatch", "gsub"} do
  print(name, pcall(string[name]))
  print(name, pcall(string[name], "x"))
  print(name, pcall(string[name], {}, "x"))
  print(name, pcall(string[name], "x", {}))
end
print(pcall(string.find, "x", "x", {}))
print(pcall(string.match, "x", "x", "y"))
print(pcall(string.gsub, "x", "x", "y", {}))
--> find	false	bad argument #1 to '?' (string expected, got no value)
--> find	false	bad argument #2 to '?' (string expected, got no value)
--> find	false	bad argument #1 to '?' (string expected, got table)
--> find	false	bad argument #2 to '?' (string expected, got table)
--> match	false	bad argument #1 to '?' (string expected, got no value)
--> match	false	bad argument #2 to '?' (string expected, got no value)
--> match	false	bad argument #1 to '?' (string expected, got table)
--> match	false	bad argument #2 to '?' (string expected, got table)
--> gmatch	false	bad argument #1 to '?' (string expected, got no value)
--> gmatch	false	bad argument #2 to '?' (string expected, got no value)
--> gmatch	false	bad argument #1 to '?' (string expected, got table)
--> gmatch	false	bad argument #2 to '?' (string expected, got table)
--> gsub	false	bad argument #1 to '?' (string expected, got no value)
--> gsub	false	bad argument #2 to '?' (string expected, got no value)
--> gsub	false	bad argument #1 to '?' (string expected, got table)
--> gsub	false	bad argument #2 to '?' (string expected, got table)
--> false	bad argument #3 to '?' (number expected, got table)
--> false	bad argument #3 to '?' (number expected, got string)
--> false	bad argument #4 to '?' (number expected, got table)

--- malformed: what is no pattern
for _, pattern in ipairs{"%", "a%", "[a", "[", "[^", "[]", "[^]", "[%", "[a%", "[a-", "%b", "%bx", "%f", "%fx", "(", "(a", "a)", ")", "%1", "(%1)", "(a)%2", "()%0", "(()", "[]-a", "[a-%"} do
  print(pattern, pcall(string.match, "aaa", pattern))
end
--> %	false	malformed pattern (ends with '%')
--> a%	false	malformed pattern (ends with '%')
--> [a	false	malformed pattern (missing ']')
--> [	false	malformed pattern (missing ']')
--> [^	false	malformed pattern (missing ']')
--> []	false	malformed pattern (missing ']')
--> [^]	false	malformed pattern (missing ']')
--> [%	false	malformed pattern (missing ']')
--> [a%	false	malformed pattern (missing ']')
--> [a-	false	malformed pattern (missing ']')
--> %b	false	unbalanced pattern
--> %bx	false	unbalanced pattern
--> %f	false	missing '[' after '%f' in pattern
--> %fx	false	missing '[' after '%f' in pattern
--> (	false	unfinished capture
--> (a	false	unfinished capture
--> a)	false	invalid pattern capture
--> )	false	invalid pattern capture
--> %1	false	invalid capture index
--> (%1)	false	invalid capture index
--> (a)%2	false	invalid capture index
--> ()%0	false	invalid capture index
--> (()	false	unfinished capture
--> []-a	false	malformed pattern (missing ']')
--> [a-%	false	malformed pattern (missing ']')

--- malformed-late: a pattern is read only as far as the match comes
print(pcall(string.find, "abc", "x%"))
print(pcall(string.find, "abc", "xyz["))
print(pcall(string.find, "abc", "c("))
print(pcall(string.find, "", "a%"))
print(pcall(string.gsub, "abc", "x(", ""))
print(pcall(string.gsub, "abc", "b", "%9"))
--> true	nil
--> true	nil
--> false	unfinished capture
--> true	nil
--> true	abc	0
--> false	invalid capture index

--- too-many-captures: 32 at most
print(pcall(string.find, ("a"):rep(40), ("(a)"):rep(32)))
print(pcall(string.find, ("a"):rep(40), ("(a)"):rep(33)))
print(pcall(string.find, ("a"):rep(40), ("()"):rep(33)))
--> true	1	32	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a	a
--> false	too many captures
--> false	too many captures

--- deep-matches: recursion of the matcher is bounded by memory only where it needs it
print(#string.match(("a"):rep(100000), ".*"), #string.match(("a"):rep(100000), ".-$"), string.find(("a"):rep(1000) .. "b", "a-b"))
--> 100000	100000	1	1001

--- zero-bytes: in subjects they are bytes; in patterns %z stands for them
print(string.find("a\0b", "%z"), string.gsub("a\0b\0", "%z", "0"), string.find("a\0b", "b"), string.find("a\0b", "a\0b", 1, true))
print(string.find("a\0b", "[%z]"), string.find("ab", "[^%z]+"))
--> 2	a0b0	3	1	3
--> 2	1	2

--- gfind: the old name of gmatch
print(string.gfind == string.gmatch, string.gfind("x", "x")())
--> true	x

--- captures-that-are-none: numbers of captures that the pattern has not
for _, replacement in ipairs{"%1", "%2", "%9"} do
  for _, pattern in ipairs{"x", "(x)", "[xy]", "()x"} do
    print(pattern, replacement, pcall(string.gsub, "x", pattern, replacement))
  end
end
--> x	%1	true	x	1
--> (x)	%1	true	x	1
--> [xy]	%1	true	x	1
--> ()x	%1	true	1	1
--> x	%2	false	invalid capture index
--> (x)	%2	false	invalid capture index
--> [xy]	%2	false	invalid capture index
--> ()x	%2	false	invalid capture index
--> x	%9	false	invalid capture index
--> (x)	%9	false	invalid capture index
--> [xy]	%9	false	invalid capture index
--> ()x	%9	false	invalid capture index
