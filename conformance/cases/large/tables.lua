-- Long lists, which the library goes through in pieces.

--- concat: long elements and separators
local a, b, separator = ("a"):rep(400000), ("b"):rep(40000), (", "):rep(20000)
print(table.concat({a, b, a}) == a .. b .. a, table.concat({a}) == a, table.concat({a, b}, "-") == a .. "-" .. b)
print(table.concat({1, 2, a, 3, b}, separator) == 1 .. separator .. 2 .. separator .. a .. separator .. 3 .. separator .. b)
print(table.concat({"x", "y", "z"}, separator) == "x" .. separator .. "y" .. separator .. "z", table.concat({"x", "y", "z"}, separator, 2, 2))
print(table.concat({1.5, -2, 1e100}, b) == "1.5" .. b .. "-2" .. b .. "1e+100")
print(pcall(table.concat, {a, b, {}, a}, separator))
print(pcall(table.concat, {a, b}, "", 1, 3))
local t = {}
for i = 1, 30000 do t[i] = i end
local text = table.concat(t, " ")
print(#text, text:sub(-11), text:find(" 15000 15001 ", 1, true))
--> true	true	true
--> true
--> true	y
--> true
--> false	invalid value (table) at index 3 in table for 'concat'
--> false	invalid value (nil) at index 3 in table for 'concat'
--> 168893	29999 30000	78888	78900

--- unpack-select: thousands of values
local t = {}
for i = 1, 7000 do t[i] = i end
local function sum(...)
  local list, result = {...}, 0
  for i = 1, #list do result = result + list[i] end
  return select("#", ...), result, (select(select("#", ...), ...))
end
for i = 1, 6 do print(sum(unpack(t, i))) end
print(sum(select(2, unpack(t))))
print(sum(select(-6999, unpack(t))))
for i = 1, 6 do print(sum(select(i * 400, unpack(t)))) end
print(select("#", unpack({}, 1, 7500)), (select(7000, unpack(t))))
--> 7000	24503500	7000
--> 6999	24503499	7000
--> 6998	24503497	7000
--> 6997	24503494	7000
--> 6996	24503490	7000
--> 6995	24503485	7000
--> 6999	24503499	7000
--> 6999	24503499	7000
--> 6601	24423700	7000
--> 6201	24183900	7000
--> 5801	23784100	7000
--> 5401	23224300	7000
--> 5001	22504500	7000
--> 4601	21624700	7000
--> 7500	7000

--- char-byte: thousands of codes
local text = ("abcdefghijklmnopqrstuvwxyz"):rep(260)
for i = 1, 6 do
  local part = text:sub(i, -i)
  print(#part, string.char(part:byte(1, -1)) == part, select("#", part:byte(i, -1)))
end
local codes = {text:byte(1, -1)}
codes[6000] = 256
print(pcall(string.char, unpack(codes)))
codes[6000] = "x"
print(pcall(string.char, unpack(codes)))
--> 6760	true	6760
--> 6758	true	6757
--> 6756	true	6754
--> 6754	true	6751
--> 6752	true	6748
--> 6750	true	6745
--> false	bad argument #6000 to '?' (invalid value)
--> false	bad argument #6000 to '?' (number expected, got string)

--- sort: long runs up and down, halves in the wrong order, and noise
local function list(count, item) local t = {} for i = 1, count do t[i] = item(i) end return t end
local function check(t, less)
  local sum, sorted = 0, true
  table.sort(t, less)
  for i = 1, #t do
    sum = sum + #tostring(t[i])
    if i > 1 and (less or function(a, b) return a < b end)(t[i], t[i - 1]) then sorted = false end
  end
  print(#t, sum, sorted, tostring(t[1]):sub(-9), tostring(t[#t]):sub(-9))
end
check(list(40000, function(i) return i end))
check(list(40000, function(i) return -i end))
check(list(40000, function(i) return (i + 20000) % 40000 end))
check(list(10000, function(i) return (i * 7919) % 10007 end))
check(list(5000, function(i) return "key " .. (i * 7919) % 5003 end))
check(list(4000, function(i) return (i * 7919) % 4001 end), function(a, b) return a > b end)
local prefix = ("x"):rep(5000)
check(list(300, function(i) return prefix .. (i * 79) % 301 end))
--> 40000	188894	true	1	40000
--> 40000	228894	true	-40000	-1
--> 40000	188890	true	0	39999
--> 10000	38901	true	1	10006
--> 5000	38893	true	key 1	key 999
--> 4000	14893	true	4000	1
--> 300	1500792	true	xxxxxxxx1	xxxxxxx99

--- sort-natives: a comparator that is a native, and elements that meet none
local t = {}
for i = 1, 3000 do t[i] = i end
table.sort(t, rawequal)
local sum = 0
for i = 1, #t do sum = sum + t[i] end
print(#t, sum)
for _, list in ipairs{{3, 2, 1, "x"}, {"c", "b", "a", {}}, {1, 2, 3, 4, true}, {{}, {}, {}}} do
  local ok, message = pcall(table.sort, list)
  print(ok, message:match("attempt to compare"))
end
local meta = {}
meta.__lt = function(a, b) return a.key < b.key end
local t = {}
for i = 1, 2000 do t[i] = setmetatable({key = (i * 7919) % 2003}, meta) end
table.sort(t)
local sorted = true
for i = 2, #t do sorted = sorted and not (t[i] < t[i - 1]) end
print(sorted, t[1].key, t[2000].key)
--> 3000	4501500
--> false	attempt to compare
--> false	attempt to compare
--> false	attempt to compare
--> false	attempt to compare
--> true	1	2002

--- shifts: elements that move through long lists
local t = {}
for i = 1, 20000 do t[i] = i end
table.insert(t, 1, "first")
table.insert(t, 15000, "middle")
print(#t, t[1], t[2], t[15000], t[15001], t[20002])
print(table.remove(t, 1), table.remove(t, 14999), #t, t[1], t[15000], t[20000], t[20001])
for i = 1, 300 do table.insert(t, 19000, i) end
for i = 1, 300 do table.remove(t, 18500) end
print(#t, t[18499], t[18500], t[19000], t[19999], t[20000])
local n = 0
while table.remove(t) do n = n + 1 end
print(n, #t, next(t))
--> 20002	first	1	middle	14999	20000
--> first	middle	20000	1	15000	20000	nil
--> 20000	18499	18800	19000	19999	20000
--> 20000	0	nil

--- walks: natives as functions, and keys of every kind
local t = {}
for i = 1, 3000 do t["key" .. i] = i end
print(table.foreach(t, os.getenv))
local list = {}
for i = 1, 3000 do list[i] = i end
print(table.foreachi(list, os.getenv))
print(table.foreachi(list, function(i, v) if i == 2500 then return i, v end end))
list[1e9], list[123456.5], list[-5] = true, true, true
print(table.maxn(list), table.maxn(t), #list)
local count, sum = 0, 0
table.foreach(list, function(k) count, sum = count + 1, sum + k end)
print(count, sum)
-->
-->
--> 2500
--> 1000000000	0	3000
--> 3003	1004624951.5

--- growth: tables that are filled in all orders
local t = {}
for i = 5000, 1, -1 do t[i] = i end
for i = 5001, 10000 do rawset(t, i, i) end
for i = 10001, 12000 do table.insert(t, i) end
local count, sum = 0, 0
for k, v in pairs(t) do count, sum = count + 1, sum + k * (k == v and 1 or 0) end
print(#t, count, sum)
local keys = {}
for i = 1, 10000 do keys["k" .. i] = i keys[i + 0.5] = i end
for i = 1, 10000, 2 do keys["k" .. i] = nil end
local count, sum = 0, 0
for k, v in pairs(keys) do count, sum = count + 1, sum + v end
print(count, sum, keys.k2, keys.k1, keys[10000.5])
--> 12000	12000	72006000
--> 15000	75010000	2	nil	10000
