-- string.gsub, gmatch and their like with functions, tables and errors in the middle.
print(string.gsub("hello world", "o", "0")) print(string.gsub("hello", "", "-")) print(string.gsub("abc", "%w", "%0%0")) --> hell0 w0rld	2
--> -h-e-l-l-o-	6
--> aabbcc	3
print(string.gsub("hello world", "(%w+) (%w+)", "%2 %1")) print(string.gsub("abc", "b", "%%")) print(string.gsub("abc", "x", "y")) --> world hello	1
--> a%c	1
--> abc	0
print(string.gsub("aaa", "a", "b", 2)) print(string.gsub("aaa", "a", "b", 0)) print(string.gsub("aaa", "a", "b", -1)) --> bba	2
--> aaa	0
--> aaa	0

-- Functions: called with the captures, or the whole match; nil and false keep the match.
print(string.gsub("abc", "%w", function(c) return c:upper() end)) --> ABC	3
print(string.gsub("a1b2", "(%a)(%d)", function(l, d) return d .. l end)) --> 1a2b	2
print(string.gsub("abc", "%w", function(c) if c ~= "b" then return c .. c end end)) --> aabcc	3
print(string.gsub("abc", "%w", function(c) return c == "b" and "X" end)) --> aXc	3
print(string.gsub("abc", "b", function() return 12 end)) print(string.gsub("abc", "b", function() return 1.5, "second" end)) --> a12c	1
--> a1.5c	1
print(string.gsub("abc", "()b()", function(s, e) return s .. e end)) print(string.gsub("abc", "", function(s) return "[" .. s .. "]" end)) --> a23c	1
--> []a[]b[]c[]	4
print(string.gsub("abc", "b", function(...) return select('#', ...) end)) print(string.gsub("abc", "(a)(b)(c)", function(...) return select('#', ...) end)) --> a1c	1
--> 3	1
local calls = 0
print(string.gsub("aaaa", "a", function() calls = calls + 1 return calls end, 3)) --> 123a	3

-- Tables: the first capture is the key; missing and false values keep the match; __index is asked.
print(string.gsub("$name is $age", "%$(%w+)", { name = "Lua", age = 12 })) print(string.gsub("a b c", "%w", { a = 1, b = false })) --> Lua is 12	2
--> 1 b c	3
print(string.gsub("a b c", "%w", setmetatable({}, { __index = function(_, k) return k .. k end }))) --> aa bb cc	3
print(string.gsub("a b", "(%w)( ?)", { a = "first", b = "second" })) --> firstsecond	2
print(string.gsub("1 2", "%d", { ["1"] = "one", [2] = "two" })) --> one 2	2

-- Errors: from the callback, from its value; the text is untouched and everything goes on.
print(pcall(string.gsub, "abc", "b", function() error("in the callback", 0) end)) --> false	in the callback
local object = {}
print(select(2, pcall(string.gsub, "abc", "b", function() error(object) end)) == object) --> true
print(pcall(string.gsub, "abc", "b", function() return {} end)) print(pcall(string.gsub, "abc", "b", { b = true })) --> false	invalid replacement value (a table)
--> false	invalid replacement value (a boolean)
print((pcall(string.gsub, "abc", "b", 1))) print((pcall(string.gsub, "abc", "b"))) print((pcall(string.gsub, "abc", "(b", "x"))) --> true
--> false
--> true
print(pcall(string.gsub, "abc", "b", "%1")) print(pcall(string.gsub, "abc", "b", "%2")) print(pcall(string.gsub, "abc", "(b)", "%1%1")) --> true	abc	1
--> false	invalid capture index
--> true	abbc	1

-- Callbacks that use the library again, recurse, collect, and build closures.
local function expand(s, depth) return (s:gsub("%((%d+)%)", function(n) n = tonumber(n) if n == 0 or depth > 10 then return "." end return expand("(" .. n - 1 .. ")", depth + 1) .. n end)) end
print(expand("x(3)y(2)z", 0)) --> x.123y.12z
print((string.gsub("a,b;c,d", "[^;]+", function(part) return "<" .. part:gsub("[^,]+", function(x) return "{" .. x .. "}" end) .. ">" end))) --> <{a},{b}>;<{c},{d}>
print((string.gsub("abc", "%w", function(c) collectgarbage() local t = {} for i = 1, 10 do t[i] = c end return table.concat(t) end))) --> aaaaaaaaaabbbbbbbbbbcccccccccc
local fs = {}
string.gsub("a b c", "%w", function(c) fs[#fs + 1] = function() c = c .. "!" return c end end)
print(#fs, fs[1](), fs[1](), fs[3]()) --> 3	a!	a!!	c!
print((string.gsub("one two", "%w+", function(w) local co = coroutine.wrap(function() coroutine.yield(w:upper()) end) return co() end))) --> ONE TWO
local words = {}
print(string.gsub("the cat the dog", "%w+", function(w) words[w] = (words[w] or 0) + 1 end), words.the, words.cat) --> the cat the dog	2	1

-- gmatch: captures, positions, empty matches, several at once.
for w in string.gmatch("one two  three", "%a+") do words[#words + 1] = w end
print(table.concat(words, "|")) --> one|two|three
for k, v in string.gmatch("a=1, b=2", "(%w+)=(%w+)") do print(k, v) end --> a	1
--> b	2
local positions = {}
for p in string.gmatch("abc", "()") do positions[#positions + 1] = p end
print(table.concat(positions, " ")) --> 1 2 3 4
local it1, it2 = string.gmatch("abc", "."), string.gmatch("xyz", ".")
print(it1(), it2(), it1(), it2(), it1(), it1(), it2()) --> a	x	b	y	c	nil	z
for a in string.gmatch("aXbXc", "[^X]") do for b in string.gmatch("12", ".") do words[#words + 1] = a .. b end end
print(table.concat(words, " ", 4)) --> a1 a2 b1 b2 c1 c2

-- find and match: captures, anchors, positions, plain.
print(string.find("hello", "l")) print(string.find("hello", "xyz")) print(string.find("hello", "")) print(string.find("hello", "", 10)) --> 3	3
--> nil
--> 1	0
--> 6	5
print(string.find("hello", "l+")) print(string.find("hello", "(l)(l)")) print(string.find("a.b", ".", 1, true)) print(string.find("hello", "^e")) --> 3	4
--> 3	4	l	l
--> 2	2
--> nil
print(string.find("hello", "l", -2)) print(string.find("hello", "o$")) print(string.find("", "")) print(string.find("a\0b", "\0")) --> 4	4
--> 5	5
--> 1	0
--> 2	2
print(string.match("key = value", "^(%w+)%s*=%s*(%w+)$")) print(string.match("2024-01-15", "(%d+)-(%d+)-(%d+)")) print(string.match("hello", "()ll()")) --> key	value
--> 2024	01	15
--> 3	5
print(string.match("  trim  ", "^%s*(.-)%s*$") .. "|") print(string.match("[[x]]", "%[%[(.*)%]%]")) print(string.match("f(a(b)c)d", "%b()")) --> trim|
--> x
--> (a(b)c)
print(string.match("THE (quick) fox", "%((%a+)%)")) print(string.match("hello hello", "(%w+) %1")) print(string.match("x", "y")) print(string.match("abc", ".-c")) --> quick
--> hello
--> nil
--> abc
