-- string.gsub with every kind of replacement.
local function e(f, ...) return select(2, pcall(f, ...)) end

-- texts
print(("hello world"):gsub("o", "0")) --> hell0 w0rld	2
print(("hello world"):gsub("o", "0", 1)) --> hell0 world	1
print(("hello world"):gsub("o", "0", 0)) --> hello world	0
print(("hello world"):gsub("o", "0", -1)) --> hello world	0
print(("hello"):gsub("", "-")) --> -h-e-l-l-o-	6
print((""):gsub("", "-")) --> -	1
print(("hello"):gsub("l*", "x")) --> xhxexxox	5
print(("abc"):gsub("%w", "%0%0")) --> aabbcc	3
print(("abc"):gsub("(%w)(%w)", "%2%1")) --> bac	1
print(("abc"):gsub("%w", "%1")) --> abc	3
print(("abc"):gsub("b", "%%")) --> a%c	1
print(("hello world"):gsub("(%w+) (%w+)", "%2 %1")) --> world hello	1
print(("abc"):gsub("()", "%1")) --> 1a2b3c4	4
print(("abc"):gsub("^a", "x")) --> xbc	1
print(("aaa"):gsub("^a", "x")) --> xaa	1
print(("aaa"):gsub("a$", "x")) --> aax	1
print(("abc"):gsub("$", "x")) --> abcx	1
print(("  x  "):gsub("^%s+", "")) --> x  	1
print(("a,b,c"):gsub(",", ", ")) --> a, b, c	2
print(("a.b.c"):gsub("%.", "%%")) --> a%b%c	2
print(("abc"):gsub("b", "%x")) --> axc	1
print(#(("abc"):gsub("b", "x%"))) --> 4
print(("abc"):gsub("x", "y")) --> abc	0
print(("abc"):gsub("b", "")) --> ac	1
print(("abc"):gsub("b", 5)) --> a5c	1
print(string.gsub(121, 1, 3)) --> 323	2
print(("x"):rep(5):gsub("x", "yy", 3)) --> yyyyyyxx	3
print(("abc def"):gsub("%f[%w]%w+", "<%0>")) --> <abc> <def>	2
print(("a(b(c)d)e"):gsub("%b()", "[]")) --> a[]e	1
print(("x = 1"):gsub("%s", "")) --> x=1	2
print(("\0a\0"):gsub("%z", "0")) --> 0a0	2

-- tables
print(("$name is $age"):gsub("%$(%w+)", { name = "Lua", age = 15 })) --> Lua is 15	2
print(("hello"):gsub("l", { l = "L" })) --> heLLo	2
print(("hello"):gsub(".", { h = 1, e = false })) --> 1ello	5
print(("abc"):gsub("()b", { [2] = "x" })) --> axc	1
print(("abc"):gsub("%w", setmetatable({}, { __index = function(t, k) return k:upper() end }))) --> ABC	3
print(("abc"):gsub("%w", setmetatable({}, { __index = { a = "x" } }))) --> xbc	3
print(("abc"):gsub("(a)(b)", { a = "first", b = "second" })) --> firstc	1

-- functions
print(("hello"):gsub("l", function(c) return c:upper() end)) --> heLLo	2
print(("hello"):gsub("l", function() end)) --> hello	2
print(("hello"):gsub("l", function() return false end)) --> hello	2
print(("hello"):gsub("(h)(e)", function(a, b) return b .. a end)) --> ehllo	1
print(("hello"):gsub("()l", function(p) return p end)) --> he34o	2
print(("abc"):gsub("", function() return "-" end)) --> -a-b-c-	4
print(("abc"):gsub("%w", string.upper)) --> ABC	3
print(("abc"):gsub("%w", function(c) return (c:gsub(c, c .. c)) end)) --> aabbcc	3
local seen = {}
print(("a b c"):gsub("%a", function(c) seen[#seen + 1] = c end, 2)) --> a b c	2
print(table.concat(seen)) --> ab
print(("4+5"):gsub("(%d)%+(%d)", function(a, b) return a + b end)) --> 9	1

-- errors
print(e(string.gsub, "abc", "b", {}) , e(string.gsub, "abc", "b", { b = {} }), e(string.gsub, "abc", "b", { b = true })) --> abc	invalid replacement value (a table)	invalid replacement value (a boolean)
print(e(string.gsub, "abc", "b", function() return {} end), e(string.gsub, "abc", "b", function() error("inside", 0) end)) --> invalid replacement value (a table)	inside
print(e(string.gsub, "abc", "b", "%2"), e(string.gsub, "abc", "(b)", "%2"), e(string.gsub, "abc", "(b", "%1"), e(string.gsub, "abc", "(b", "x")) --> invalid capture index	invalid capture index	unfinished capture	axc	1
print(e(string.gsub), e(string.gsub, "x"), e(string.gsub, "x", "x"), e(string.gsub, "x", "x", nil), e(string.gsub, "x", "x", true), e(string.gsub, "x", "x", "x", "y")) --> bad argument #1 to '?' (string expected, got no value)	bad argument #2 to '?' (string expected, got no value)	bad argument #3 to '?' (string/function/table expected)	bad argument #3 to '?' (string/function/table expected)	bad argument #3 to '?' (string/function/table expected)	bad argument #4 to '?' (number expected, got string)
print(e(string.gsub, "abc", "[", "x"), e(string.gsub, "abc", "%", "x"), e(string.gsub, "abc", "b)", "x")) --> malformed pattern (missing ']')	malformed pattern (ends with '%')	invalid pattern capture
print(e(string.gsub, "abc", "b", setmetatable({}, { __index = 5 }))) --> attempt to index a number value
print(e(function() return ("abc"):gsub("b", function() return {} end) end)) --> gsub.lua:67: invalid replacement value (a table)
print(e(function() return ("abc"):gsub("b", "%2") end)) --> gsub.lua:68: invalid capture index

-- a yield inside
local co = coroutine.wrap(function()
  return coroutine.yield("start")
end)
print(co(), co("end")) --> start	end

-- long ones
local long = ("abc "):rep(5000)
print(#long:gsub("b", "12"), select(2, long:gsub("%w+", "%0%0")), #(long:gsub("%s", ""))) --> 25000	5000	15000
