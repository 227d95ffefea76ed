-- string.gmatch, and its old name.
local function e(f, ...) return select(2, pcall(f, ...)) end
local function all(s, p)
  local t = {}
  for a, b in s:gmatch(p) do t[#t + 1] = tostring(a) .. (b and "/" .. tostring(b) or "") end
  return table.concat(t, ",")
end
print(all("one two  three", "%a+"), all("k1=v1, k2=v2", "(%w+)=(%w+)"), all("abc", ""), all("", ""), all("abc", "x*")) --> one,two,three	k1/v1,k2/v2	,,,		,,,
print(all("abc", "()"), all("abc", "^a"), all("^a^a", "^a"), all("aXbXc", "(.-)X"), all("abc", "b?"), all("aaa", "a-")) --> 1,2,3,4		^a,^a	a,b	,b,,	,,,
print(all("x", "y"), all("", "x"), all("a\0b\0c", "[^%z]+"), all("hello", "l"), all("THE (quick) fox", "%f[%a]%a+")) --> 		a,b,c	l,l	THE,quick,fox
print(string.gfind == string.gmatch, type(("x"):gmatch("x"))) --> true	function
local f = ("ab"):gmatch(".")
print(f(), f(), f(), f()) --> a	b	nil
print(select("#", ("x"):gmatch("y")()), f(1, 2, 3)) --> 0
print(e(string.gmatch), e(string.gmatch, "x"), e(string.gmatch, {}, "x"), type(e(string.gmatch, "x", "["))) --> bad argument #1 to '?' (string expected, got no value)	bad argument #2 to '?' (string expected, got no value)	bad argument #1 to '?' (string expected, got table)	function
print(e(("x"):gmatch("[")), e(("x"):gmatch("(x"))) --> malformed pattern (missing ']')	unfinished capture
local outer = {}
for a in ("1 2"):gmatch("%d") do
  for b in ("x y"):gmatch("%a") do outer[#outer + 1] = a .. b end
end
print(table.concat(outer, " ")) --> 1x 1y 2x 2y
print(string.gmatch(12.5, "%d+")()) --> 12
local n = 0
for w in (("word "):rep(1000)):gmatch("%a+") do n = n + #w end
print(n) --> 4000
