-- Long strings, which the library works on in pieces.

--- find-plain: needles of all shapes in long texts
local text = ("abcdefghij"):rep(5000)
print(text:find("jab", 1, true), text:find("jba", 1, true), text:find(("abcdefghij"):rep(100), 5, true), text:find("j", 49999, true))
local periodic = ("ab"):rep(30000)
print(periodic:find(("ab"):rep(500) .. "c", 1, true), periodic:find(("ab"):rep(500) .. "a", 2, true), (periodic .. "c"):find(("ab"):rep(500) .. "c", 1, true))
local a = ("a"):rep(60000)
print(a:find(("a"):rep(1000) .. "b", 1, true), (a .. "b"):find(("a"):rep(1000) .. "b", 1, true), a:find("b" .. ("a"):rep(1000), 1, true), ("b" .. a):find("b" .. ("a"):rep(1000), 1, true))
print((a .. "b" .. a):find(("a"):rep(500) .. "b" .. ("a"):rep(500), 1, true), a:find(("a"):rep(250) .. "b" .. ("a"):rep(250), 1, true))
local mixed = ("aab"):rep(10000) .. "aaab" .. ("aab"):rep(10000)
print(mixed:find("baaab", 1, true), mixed:find(("aab"):rep(99) .. "aaab", 1, true), mixed:find("aaab" .. ("aab"):rep(9000), 1, true), mixed:find("aaaab", 1, true))
print(("x"):rep(30000):find(("y"):rep(40000), 1, true), ("x"):rep(100):find("", 101, true))
local fib = "a"
local last = "b"
while #fib < 30000 do fib, last = fib .. last, fib end
print(fib:find(last:sub(1, 4000) .. "x", 1, true), fib:find(last:sub(100, 4000), 1, true), fib:find("bb", 1, true))
--> 10	nil	11	50000	50000
--> nil	3	59001	60001
--> nil	59001	nil	1	1001
--> 59501	nil
--> 30000	29704	30001	nil
--> nil	101	100
--> nil	100	nil

--- gsub-plain: replacing words of long texts
local text = ("the quick brown fox "):rep(3000)
print(select(2, text:gsub("quick", "slow")), #text:gsub("brown fox", ""), select(2, text:gsub("missing", "x")), select(2, text:gsub("the", "%0%0")))
local n = 0
for w in text:gmatch("fox") do n = n + 1 end
print(n)
for w in text:gmatch("fax") do n = n + 1 end
print(n)
print(select(2, (("ab"):rep(20000)):gsub(("ab"):rep(50), "x")), select(2, ("a"):rep(20000):gsub(("a"):rep(50) .. "b", "x")))
--> 3000	33000	0	3000
--> 3000
--> 3000
--> 400	0

--- patterns: scans of long texts
local text = ("a"):rep(50000)
print(#text:match("a*"), text:find("b"), text:find("[^a]"), text:find("%d"), (text .. "1"):find("%d"), (text .. "b"):find("a-b"), text:match("^(a+)$") == text)
print(select(2, text:gsub(".", "%0")), select(2, text:gsub("a-", "")), #text:gsub("aa", "b"), #(text .. " "):gsub("%s+$", ""))
print((("x "):rep(20000)):gsub("%s", ""):len(), select(2, ("x "):rep(20000):gsub("%S+", string.upper)))
print(("("):rep(2000):find("%b()"), ("()"):rep(2000):match("%b()", 3), #((("("):rep(900) .. (")"):rep(900)):match("%b()")))
local n = 0
for k, v in (("k=v;"):rep(10000)):gmatch("(%w)=(%w)") do n = n + 1 end
print(n, ("a"):rep(3000):find(".-b"), ("a"):rep(200):find("a-a-b"), ("ab"):rep(10000):match("(ab)%1%1$"))
print(("a"):rep(20000):find("%f[%d]"), #("ab"):rep(20000):match("[ab]*"), ("ab"):rep(20000):find("[^ab]"), #("ab"):rep(20000):match("[a-z]+"), ("\n"):rep(20000):find("[%w_]"))
--> 50000	nil	nil	nil	50001	1	true
--> 50000	50001	25000	50000
--> 20000	20000
--> nil	()	1800
--> 10000	nil	nil	ab
--> nil	40000	nil	40000	nil

--- bytes: changes of long strings
local text = ("Hello World "):rep(5000)
print(#text:upper(), #text:lower(), #text:reverse(), text:upper():sub(-7), text:lower():sub(-7), text:reverse():sub(1, 7))
print(#text:sub(2, -2), #text:sub(30000), #string.char(text:byte(1, 2000)), #text:rep(3), select("#", text:byte(1, 5000)))
print(#string.char(unpack({("x"):rep(200):byte(1, -1)})), string.char(("abc"):byte(1, -1)))
--> 60000	60000	60000	 WORLD 	 world 	 dlroW 
--> 59998	30001	2000	180000	5000
--> 200	abc

--- format: long arguments
local text = ("x"):rep(20000)
print(#string.format("%s%s", text, text), #string.format("%q", ("\n\"\\\0a"):rep(5000)), #string.format(("%d "):rep(200), unpack({("x"):rep(200):byte(1, -1)})))
print(#string.format("%99.99f", 1 / 3), #string.format("%-99d|", 5), #string.format("%s" .. text .. "%%", "a"), #string.format("%.50s", text))
--> 40000	55002	800
--> 101	100	20002	50

--- dump: long functions
local source = {}
for i = 1, 2000 do source[i] = "local function f" .. i % 150 .. "() return '" .. i .. "' end do local x = [[\n]] .. " .. i .. " end" end
local f = loadstring("do " .. table.concat(source, " end do ") .. " end return ...")
print(loadstring(string.dump(f))(1, 2))
local up = 5
local g = loadstring(string.dump(function() return up end))
print(pcall(g))
print(loadstring(string.dump(loadstring("return function(a, ...) local t = {a, ...} for i = 1, #t do t[i] = t[i] + 1 end return t end")))()(1, 2, 3)[3])
--> 1	2
--> true	nil
--> 4

--- comparisons: long strings with a common beginning
local a = ("x"):rep(50000)
print(a .. "a" < a .. "b", a == a .. "", a < a .. "x", (a .. "y") > a, a .. 1 == a .. "1")
local t = {[a .. "k"] = 1}
print(t[a .. "k"], t[a])
--> true	true	true	true	true
--> 1	nil
