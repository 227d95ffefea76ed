-- Strings of some hundred kilobytes, in the middle of which the library stops and goes on.

--- changes: letters and order
local text = ("Hello World "):rep(60000)
local upper, lower = ("HELLO WORLD "):rep(60000), ("hello world "):rep(60000)
print(text:upper() == upper, text:lower() == lower, upper:lower() == lower, #text:reverse(), text:reverse():reverse() == text)
print(text:reverse():sub(1, 13), text:reverse() == (" dlroW olleH"):rep(60000))
print(text:sub(7, 500000) == text:sub(7):sub(1, 499994), #text:sub(-400000), text:sub(-400000, -399990))
print(("ab"):rep(400000) == ("abab"):rep(200000), #("x"):rep(700000), ("abc"):rep(100001):sub(-4))
--> true	true	true	720000	true
-->  dlroW olleH 	true
--> true	400000	rld Hello W
--> true	700000	cabc

--- format: long texts, long literals, and many items
local long = ("x"):rep(400000)
print(("%s|%s"):format(long, long) == long .. "|" .. long, (long .. "%d" .. long):format(5) == long .. "5" .. long)
local args, words = {}, {}
for i = 1, 1500 do args[i], words[i] = i, "word" .. i end
local numbers = ("%-99d"):rep(1500):format(unpack(args))
print(#numbers, numbers:sub(-99, -90), numbers:find("750 ", 1, true))
local strings = ("%-99s"):rep(1500):format(unpack(words))
print(#strings, strings:sub(-99, -90), strings:find("word750 ", 1, true))
local spaced = (("."):rep(300) .. "%d"):rep(1000):format(unpack(args))
print(#spaced, select(2, spaced:gsub("%d+", "")))
local percents = ("%%"):rep(200000):format()
print(#percents, percents == ("%"):rep(200000))
--> true	true
--> 148500	1500      	74152	74155
--> 148500	word1500  	74152	74159
--> 302893	1000
--> 200000	true

--- quoted: long texts with everything in them
local text = ("line\n\"quoted\"\\back\r\0zero "):rep(30000)
local quoted = ("%q"):format(text)
print(#quoted, assert(loadstring("return " .. quoted))() == text)
local both = ("%s%q%q"):format(("y"):rep(70000), text, "short")
print(#both, both:sub(-9), both:sub(70001, 70012))
--> 990002	true
--> 1060009	 ""short"	"line\\
--> \\"quo

--- gsub-captures: long keys and long arguments
local a, b = ("a"):rep(200000), ("b"):rep(200000)
local text = a .. "-" .. b .. "-aa"
local result, count = text:gsub("%a+", {[a] = "A", [b] = "B", aa = 2})
print(result, count)
local result, count = text:gsub("(a+)%-(b+)", function(x, y) return #x + #y .. ":" end)
print(#result, count, result:sub(1, 10))
print(#text:gsub("[ab]+", function(word) return word .. word end), #text:gsub("(a+)(.)", "%2%1%0"))
local words = {}
for word in text:gmatch("%a+") do words[#words + 1] = #word .. word:sub(1, 1) end
for first, second in text:gmatch("(%a+)%-(%a+)") do words[#words + 1] = #first + #second end
print(unpack(words))
print(#text:match("a+"), #text:match("b+"), #text:match("%-(.*)%-"), select("#", text:match("((((a+))))")), text:match("^(a+)%-(b+)%-") == a)
print(#select(3, text:find("(b+)")), select(4, text:find("(a+)%-()")))
--> A-B-2	3
--> 10	1	400000:-aa
--> 800006	600007
--> 200000a	200000b	2a	400000
--> 200000	200000	200000	4	true
--> 200000	200002

--- gsub-replacements: long ones, and numbers where the result is long
local long = ("r"):rep(40000)
local result, count = ("abc"):gsub("%a", long .. "%0" .. long)
print(#result, count, result == (long .. "a" .. long) .. (long .. "b" .. long) .. (long .. "c" .. long))
local text = ("ab"):rep(50000)
print(#text:gsub("a", "%%"), #text:gsub("()a", "%1"), #text:gsub("a", {a = 12}), #text:gsub("b", {b = "long word"}), #text:gsub("", "-"))
print(text:gsub("ab", "x%1", 3):sub(1, 10), #text:gsub("(a)(b)", "%2%1%2"), select(2, text:gsub("b", "%0%0%0%0%0")))
print(pcall(string.gsub, text, "(a)", "%2"))
print(pcall(string.gsub, text, "ab", "%3"))
print(#text:gsub(text, "whole: %0"), text:gsub("^" .. text .. "c", "whole"):len())
print(#("x"):rep(300):gsub("", "%%%1"), #("x"):rep(300):gsub("", "-"), select(2, ("x"):rep(3000):gsub("", "")))
--> 240003	3	true
--> 100000	294445	150000	500000	200001
--> xabxabxaba	150000	50000
--> false	invalid capture index
--> false	invalid capture index
--> 100007	100000
--> 601	601	3001

--- long-patterns: hundreds of kilobytes of them
function string:span(...)
  local from, to = self:find(...)
  return from and from .. "-" .. to
end
local list = {}
for i = 1, 30000 do list[i] = i end
local plain = table.concat(list, " ")
print((plain .. plain):span(plain), ("x" .. plain):span(plain, 2), (plain .. plain):span(plain .. "e"), plain:span(plain .. "$"), ("x" .. plain):span("^" .. plain))
print(#plain:match(plain), select(2, (plain .. plain):gsub(plain, "")), plain:match("()" .. plain .. "()"))
local count = 0
for match in (plain .. "-" .. plain):gmatch(plain) do count = count + #match end
print(count)
print((plain .. "+"):span(plain .. "%+"), plain:span(plain .. ".?", 1), (plain .. "+"):span(plain .. "+", 1, true), plain:match(plain:sub(1, -2) .. "(.)"))
local sets = ("[ab][^ab]"):rep(2000)
local subject = ("acbd"):rep(1000)
print(subject:span(sets), subject:span(sets .. "x"), ("x" .. subject):span(sets), subject:match("^" .. sets .. "$") == subject, ("ab"):rep(5000):span(sets))
print(("a"):rep(1500):span(("a?"):rep(1500) .. "$"), ("a"):rep(3000):match(("%a"):rep(2999) .. "(.)$"))
print(pcall(string.find, plain, plain .. "["))
print(pcall(string.find, plain, plain .. "%"))
print(pcall(string.find, plain, ("%a"):rep(20000) .. "("))
--> 1-168893	2-168894	nil	1-168893	nil
--> 168893	2	1	168894
--> 337786
--> 1-168894	1-168893	1-168894	0
--> 1-4000	nil	2-4001	true	nil
--> 1-1500	a
--> false	malformed pattern (missing ']')
--> false	malformed pattern (ends with '%')
--> true	nil

--- backtracking: far back, in one leap or step by step
function string:span(...)
  local from, to = self:find(...)
  return from and from .. "-" .. to
end
local a = ("a"):rep(60000)
print(a:span("^a*b"), a:span("^.*b"), (a .. "b"):span("^a*b"), ("b" .. a):span("^.*b"), #select(2, ("b" .. a):match("^(.*)b(a*)$")))
print(("1" .. a):span("^.*%d"), ("1" .. a):span("^[%da]*%d"), ("1" .. a):match("^.*(%d)"), a:span("^a*%d"), a:span("^.+[^a]"))
print(a:match("^.*(..)$"), a:span("^.*.a$"), a:match("^a*()a?$"), a:span("^a*()b?c"), (a .. "c"):match("^a*()b?c"))
print(a:span("^.-b"), a:span("^a-b"), (a .. "b"):match("^.-()b"), (a .. "b"):match("^a-()b"), (a .. "b"):match("^a-()[bc]"), a:span("^.-%d"), a:match("^.-()$"))
print((a .. "b"):match("^.-b()"), a:match("^a-()$"), (a .. "b"):span("^a-b?$"), a:span("^[^b]-b"), (a .. "1"):match("^%a-(%d)"))
--> nil	nil	1-60001	1-1	60000
--> 1-1	1-1	1	nil	nil
--> aa	1-60000	60001	nil	60001
--> nil	nil	60001	60001	60001	nil	60001
--> 60002	60001	1-60001	nil	1

--- balanced: pairs that are far apart
function string:span(...)
  local from, to = self:find(...)
  return from and from .. "-" .. to
end
local open, close = ("("):rep(60000), (")"):rep(60000)
print((open .. close):span("%b()"), (open .. "x" .. close):match("x%)*()"), open:span("%b()", 50000), (open .. close):span("%b()", 2), #("(" .. ("x"):rep(300000) .. ")"):match("%b()"))
print((("()"):rep(50000)):gsub("%b()", "", 3):len(), select(2, (("(x)"):rep(20000)):gsub("%b()", "")))
--> 1-120000	120002	nil	2-119999	300002
--> 99994	20000

--- back-references: long captures that come again
function string:span(...)
  local from, to = self:find(...)
  return from and from .. "-" .. to
end
local a = ("a"):rep(400000)
print((a .. "b" .. a):match("^(a*)b%1()$") == a, select(2, (a .. "b" .. a):match("^(a*)b%1()$")), (a .. "b" .. a:sub(2)):match("^(a*)b%1$"), (a .. "b" .. a:sub(2) .. "c"):match("^(a*)b%1"))
print((a .. a):span("^(" .. ("a"):rep(500) .. ")%1%1"), (a:sub(1, 1000)):match("^(a-)%1$"):len())
--> true	800002	nil	nil
--> 1-1500	500

--- find-two-way: needles that agree with the text for long, again and again
function string:span(...)
  local from, to = self:find(...)
  return from and from .. "-" .. to
end
local text = (("a"):rep(1000) .. "b"):rep(20)
local needle = ("a"):rep(200) .. "b"
print(select(2, text:gsub(needle, "x")), #text:gsub(needle, ""), text:span(needle, 5000, true), text:span(needle .. "b", 1, true))
local count = 0
for match in text:gmatch(needle) do count = count + #match end
print(count)
local needle = ("ab"):rep(150) .. "a"
local text = (("ab"):rep(500) .. "b"):rep(10)
print(select(2, text:gsub(needle, "x")), #text:gsub(needle, ""), text:span(needle .. "a", 1, true), text:span(needle .. "bb", 1, true))
local long = ("abc"):rep(150000)
print((long .. long):span(long, 2, true), (long .. "x"):span(long, 1, true), ("ab" .. long):span(long, 1, true), long:span(long .. "x", 1, true))
local a = ("a"):rep(300000)
print((a .. "b"):span(a .. "b", 1, true), ("b" .. a .. a):span(a, 2, true), a:span(a:sub(2) .. "b", 1, true), ("x" .. a):span(("a"):rep(299999) .. "a", 1, true))
--> 20	16000	5806-6006	nil
--> 4020
--> 30	980	nil	699-1001
--> 4-450003	1-450000	3-450002	nil
--> 1-300001	2-300001	nil	2-300001

--- find-rare-bytes: needles of signs, tabs, and bytes beyond letters
function string:span(...)
  local from, to = self:find(...)
  return from and from .. "-" .. to
end
local text = ("some words, "):rep(2000) .. "\255\254#!\t~" .. ("more words. "):rep(2000)
print(text:span("\255", 1, true), text:span("\254#", 1, true), text:span("#!", 1, true), text:span("!\t", 1, true), text:span("\t~more", 1, true), text:span("~ ", 1, true))
print(text:span("words, \255", 1, true), text:span("~m", 1, true), text:span("\0", 1, true), text:span("Q", 1, true), text:span("\128\129", 1, true), text:span("1_\n", 1, true))
--> 24001-24001	24002-24003	24003-24004	24004-24005	24005-24010	nil
--> 23994-24001	24006-24007	nil	nil	nil	nil

--- numerals: long ones
print(tonumber(("0"):rep(100000) .. "12"), tonumber((" "):rep(100000) .. "12" .. (" "):rep(100000)), tonumber("1" .. ("0"):rep(200)), tonumber(("1"):rep(100000)), tonumber("0." .. ("0"):rep(1000) .. "1"))
print(tonumber("1" .. ("x"):rep(100000)), tonumber(("z"):rep(10), 36), tonumber(("1"):rep(60), 2), tonumber("0x" .. ("0"):rep(1000) .. "ff"))
--> 12	12	1e+200	inf	0
--> nil	3.656158440063e+15	1.1529215046068e+18	255
