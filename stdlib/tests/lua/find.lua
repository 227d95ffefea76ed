-- string.find and string.match.
local function e(f, ...) return select(2, pcall(f, ...)) end

-- plain searches
print(("hello world"):find("wor"), ("hello"):find("l"), ("hello"):find("xyz"), ("hello"):find(""), (""):find(""), (""):find("x")) --> 7	3	nil	1	1	nil
print(("a.b"):find(".", 1, true), ("a.b"):find("%.", 1, true), ("a+b"):find("+", 1, true), ("a.b"):find("b", 3), ("aXb"):find(".", 1, false)) --> 2	nil	2	3	1	1
print(("hello"):find("l", -2), ("hello"):find("l", -100), ("hello"):find("l", 100), ("hello"):find("", 6), ("hello"):find("", 7), ("hello"):find("", 100)) --> 4	3	nil	6	6	6	5
print(("a\0b\0c"):find("\0c", 1, true), ("a\0b"):find("b"), ("aaab"):find("aab"), ("abababac"):find("abac")) --> 4	3	2	5	8
print(string.find(12345, 34), string.find("x1.5", 1.5)) --> 3	2	4

-- patterns
print(("key = value"):find("(%w+)%s*=%s*(%w+)")) --> 1	11	key	value
print(("key = value"):match("(%w+)%s*=%s*(%w+)")) --> key	value
print(("hello"):match("l+"), ("hello"):match("x*"), ("hello"):match("x+"), ("hello"):match("(h)(e)(l)(l)(o)")) --> ll		nil	h	e	l	l	o
print(("hello"):find("^h"), ("hello"):find("^e"), ("hello"):find("o$"), ("hello"):find("l$"), ("a$"):find("$", 1, true), ("a^"):find("a^")) --> 1	nil	5	nil	2	1	2
print(("hello"):match("^(h)", 1), ("hello"):match("^(e)", 2), ("hello"):find("^l", 3)) --> h	e	3	3
print(("  trim  "):match("^%s*(.-)%s*$") .. "|") --> trim|
print(("2024-01-15"):match("(%d+)-(%d+)-(%d+)")) --> 2024	01	15
print(("x=1, y=2"):match("()y()"), ("abc"):find("()", 2), ("abc"):match("()$")) --> 6	2	4
print(("aaa"):match("a-"), ("aaa"):match("a-$"), ("aaab"):match("a-b"), ("<<a>>"):match("<(.-)>"), ("aXbX"):match("(.-)X")) --> 	aaa	aaab	<a	a
print(("abc"):match("."), ("abc"):match(".."), ("abc"):match("...."), ("a.c"):match("%."), ("a%c"):match("%%")) --> a	ab	nil	.	%
print(("THE (quick) fox"):find("%((%a+)%)"), ("f(a(b)c)d"):match("%b()"), ("[[x]]"):match("%b[]"), ("((x)"):match("%b()"), ("xx"):match("%bxx")) --> 5	(a(b)c)	[[x]]	(x)	xx
print(("THE (quick) fox"):find("%f[%a]%a+%f[%A]"), ("THE (quick) fox"):match("%f[%l]%l+"), ("foo.bar"):find("%f[%z]")) --> 1	quick	8	7
print(("abcabc"):match("(abc)%1"), ("abab"):match("(a)(b)%1%2"), ("'x'"):match("(['\"])(.-)%1"), ("abcabd"):match("(abc)%1")) --> abc	a	'	nil
print(("a1b2"):match("[%d]+"), ("a]b"):match("[]]"), ("a-b"):match("[a%-]+"), ("a-b"):match("[a-]+"), ("a^b"):match("[%^]"), ("a^b"):match("[b^]+"), ("xyz"):match("[^x]+"), ("abc]"):match("[^]]+")) --> 1	]	a-	a-	^	^b	yz	abc
print(("0x1F"):match("%x+", 3), ("a,b"):match("%p"), ("a b"):match("%s"), ("A"):match("%u"), ("a"):match("%U"), ("\1"):match("%c") == "\1", ("a_1"):match("%w+"), ("a\0b"):match("%z") == "\0") --> 1F	,	 	A	a	true	a	true
print(("hello"):match("h?ello"), ("ello"):match("h?ello"), ("hhello"):match("^h?ello"), ("ab"):match("a?b?c?"), ("colour"):match("colou?r")) --> hello	ello	nil	ab	colour
print(("abc"):find("b", nil), ("abc"):find("b", 1, nil), ("aab"):find("a", 2.9), ("aab"):find("b", "3")) --> 2	2	2	3	3
print(("abc123"):match("%a+(%d*)"), ("abc"):match("%a+(%d*)") == "", ("abc"):match("(%d*)") == "") --> 123	true	true
print(("x"):rep(300):find("(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)(x)") ~= nil) --> true
print(("a\0b"):find("a\0b", 1, true), ("a\nb"):match("a.b") == "a\nb") --> 1	true

-- errors
print(e(string.find, "a", "%"), e(string.find, "a", "[a"), e(string.find, "a", "[a-"), e(string.find, "a", "[%"), e(string.find, "a", "[]"), e(string.find, "a", "[^]")) --> malformed pattern (ends with '%')	malformed pattern (missing ']')	malformed pattern (missing ']')	malformed pattern (missing ']')	malformed pattern (missing ']')	malformed pattern (missing ']')
print(e(string.find, "a", "(a"), e(string.find, "a", "a)"), e(string.find, "a", "%1"), e(string.find, "a", "(a)%2"), e(string.find, "a", "(a%1)")) --> unfinished capture	nil	invalid capture index	invalid capture index	invalid capture index
print(e(string.find, "a", "%f"), e(string.find, "a", "%fa"), e(string.find, "a", "%b"), e(string.find, "a", "%bx")) --> missing '[' after '%f' in pattern	missing '[' after '%f' in pattern	unbalanced pattern	unbalanced pattern
print(e(string.find, "x", ("(x"):rep(33)), e(string.match, ("x"):rep(40), ("(x)"):rep(33))) --> nil	too many captures
print(("b"):find("a%"), ("b"):find("a[b"), e(string.match, "b", "(b"), e(string.match, "b", "b(b")) --> nil	nil	unfinished capture	nil
print(e(string.find), e(string.find, "x"), e(string.find, "x", {}), e(string.find, "x", "x", "y"), e(string.match), e(string.match, "x"), e(string.match, {}, "x")) --> bad argument #1 to '?' (string expected, got no value)	bad argument #2 to '?' (string expected, got no value)	bad argument #2 to '?' (string expected, got table)	bad argument #3 to '?' (number expected, got string)	bad argument #1 to '?' (string expected, got no value)	bad argument #2 to '?' (string expected, got no value)	bad argument #1 to '?' (string expected, got table)
print(e(function() return ("x"):find("[") end)) --> find.lua:40: malformed pattern (missing ']')
