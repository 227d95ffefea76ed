-- Every operator and punctuation token of the language, with and without space around it.
local a,b=7,2
print(a+b,a-b,a*b,a/b,a%b,a^b) --> 9	5	14	3.5	1	49
print(a + b, a - b, a * b, a / b, a % b, a ^ b) --> 9	5	14	3.5	1	49
print(a==b,a~=b,a<=b,a>=b,a<b,a>b) --> false	true	false	true	false	true
local t={1,2;3}
print(#t,t[1],t[2],t[3]) --> 3	1	2	3
local s="x".."y"
print(s,#s) --> xy	2
local o={n=5};function o:get()return self.n end
print(o.n,o:get(),o.get(o)) --> 5	5	5
print((function(...)return select('#',...)end)(1,2,3)) --> 3

-- The longest possible token is taken: three dots after a name need no space.
local function last(...)local x={...}return x[#x]end
print(last(1,2,3)) --> 3

-- Tokens may be spread over lines in any way.
local
x
,
y
=
1
,
2
print( --> 1	2
x
,
y
)

-- A semicolon may end a statement; it cannot stand alone.
local p = 1; local q = 2;
print(p, q) --> 1	2
print(loadstring(";") == nil) --> true
print(loadstring("local a = 1;;") == nil) --> true
print(loadstring("do ; end") == nil) --> true
print(loadstring("return;") ~= nil) --> true
print(loadstring("return 1;") ~= nil) --> true

-- Space, tab, vertical tab, form feed, carriage return and newline separate tokens.
print(loadstring("return \t1\v\f\r\n+\r2")()) --> 3

-- A number directly followed by a keyword is no separate token: it must be well formed.
print(loadstring("return 1and 2") == nil) --> true
print(loadstring("return(1)and(2)")()) --> 2
print(loadstring("return'a'and'b'")()) --> b

-- Minus signs: two in a row begin a comment.
print(2 - -3, 2 - - - 3) --> 5	-1
local m = 2 --3
print(m) --> 2
