-- The table library, section 5.5.

--- concat: strings and numbers, with a separator
print(table.concat({"a", "b", "c"}))
print(table.concat({"a", "b", "c"}, ", "))
print(table.concat({1, 2.5, "x"}, "-"))
print(table.concat({}))
print(table.concat({}, ", "))
print(table.concat({"a"}, ", "))
print(table.concat({1, 2, 3}, 0))
--> abc
--> a, b, c
--> 1-2.5-x
-->
-->
--> a
--> 10203

--- concat-range: from i to j
print(table.concat({"a", "b", "c", "d"}, ",", 2))
print(table.concat({"a", "b", "c", "d"}, ",", 2, 3))
print(table.concat({"a", "b", "c", "d"}, ",", 3, 2))
print(table.concat({[0] = "z", "a"}, ",", 0))
print(table.concat({[-1] = "m", [0] = "z"}, ",", -1, 0))
print(table.concat({"a", "b"}, ",", 1, 1))
--> b,c,d
--> b,c
-->
--> z,a
--> m,z
--> a

--- concat-bad: other values, and holes
print(pcall(table.concat, {1, {}, 3}))
print(pcall(table.concat, {1, true}))
print(pcall(table.concat, {1, 2}, ",", 1, 3))
print(pcall(table.concat, {}, ",", 0, 0))
print(pcall(table.concat, {print}))
print(pcall(table.concat))
print(pcall(table.concat, 1))
print(pcall(table.concat, {}, {}))
print(pcall(table.concat, {}, "", "x"))
print(pcall(table.concat, {}, "", 1, "x"))
--> false	invalid value (table) at index 2 in table for 'concat'
--> false	invalid value (boolean) at index 2 in table for 'concat'
--> false	invalid value (nil) at index 3 in table for 'concat'
--> false	invalid value (nil) at index 0 in table for 'concat'
--> false	invalid value (function) at index 1 in table for 'concat'
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #1 to '?' (table expected, got number)
--> false	bad argument #2 to '?' (string expected, got table)
--> false	bad argument #3 to '?' (number expected, got string)
--> false	bad argument #4 to '?' (number expected, got string)

--- concat-raw: it does not ask __index
print(pcall(table.concat, setmetatable({"a"}, {__index = function() return "x" end}), ",", 1, 2))
--> false	invalid value (nil) at index 2 in table for 'concat'

--- concat-maximal-index: the loop ends at the largest integer
print(table.concat({[2^31 - 1] = "end"}, ",", 2^31 - 1, 2^31 - 1))
--> end

--- insert: at the end, or in the middle
local t = {}
table.insert(t, "a")
table.insert(t, "c")
table.insert(t, 2, "b")
table.insert(t, 1, "z")
print(unpack(t))
print(select("#", table.insert(t, "x")))
--> z	a	b	c
--> 0

--- insert-beyond: positions outside set what they set
local t = {1, 2, 3}
table.insert(t, 6, "six")
print(t[4], t[5], t[6])
local t = {1, 2, 3}
table.insert(t, 0, "zero")
print(t[0], t[1], t[2], t[3], t[4])
local t = {1, 2}
table.insert(t, -1, "m")
print(t[-1], t[0], t[1], t[2], t[3])
--> nil	nil	six
--> zero	nil	1	2	3
--> m	nil	nil	1	2

--- insert-position-conversion: positions are cut to integers
local t = {1, 2, 3}
table.insert(t, 2.9, "x")
print(unpack(t))
table.insert(t, "1", "y")
print(unpack(t))
--> 1	x	2	3
--> y	1	x	2	3

--- insert-nil: a nil at the end changes nothing
local t = {1}
table.insert(t, nil)
print(#t)
table.insert(t, 1, nil)
print(t[1], t[2])
--> 1
--> nil	1

--- insert-bad: two or three arguments
print(pcall(table.insert))
print(pcall(table.insert, {}))
print(pcall(table.insert, {}, 1, 2, 3))
print(pcall(table.insert, 1, 2))
print(pcall(table.insert, {}, "x", 2))
print(pcall(table.insert, {}, {}, 2))
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	wrong number of arguments to 'insert'
--> false	wrong number of arguments to 'insert'
--> false	bad argument #1 to '?' (table expected, got number)
--> false	bad argument #2 to '?' (number expected, got string)
--> false	bad argument #2 to '?' (number expected, got table)

--- maxn: the largest positive number among the keys
print(table.maxn({}), table.maxn({1, 2, 3}), table.maxn({[10] = 1, [2.5] = 1}), table.maxn({[-1] = 1}))
print(table.maxn({[1e300] = true, x = 1}), table.maxn({[0.5] = 1}), table.maxn({["10"] = 1}))
local t = {1, 2, 3}
t[3] = nil
print(table.maxn(t))
print(pcall(table.maxn))
print(pcall(table.maxn, 1))
--> 0	3	10	0
--> 1e+300	0.5	0
--> 2
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #1 to '?' (table expected, got number)

--- remove: the last, or from the middle; what was there comes back
local t = {"a", "b", "c", "d"}
print(table.remove(t), #t)
print(table.remove(t, 1), #t, t[1])
print(table.remove(t, 1), table.remove(t, 1), #t)
print(table.remove(t))
print(select("#", table.remove({})))
--> d	3
--> a	2	b
--> b	c	0
-->
--> 0

--- remove-outside: nothing happens
local t = {1, 2, 3}
print(table.remove(t, 5), #t)
print(table.remove(t, 0), #t)
print(table.remove(t, 4), #t)
print(table.remove(t, -1), #t)
print(select("#", table.remove(t, 9)))
print(table.remove({[0] = "x"}, 0))
--> nil	3
--> nil	3
--> nil	3
--> nil	3
--> 0
-->

--- remove-bad: a table and a number
print(pcall(table.remove))
print(pcall(table.remove, 1))
print(pcall(table.remove, {1}, "x"))
print(table.remove({1, 2}, "1"))
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #1 to '?' (table expected, got number)
--> false	bad argument #2 to '?' (number expected, got string)
--> 1

--- sort: by the operator <
local t = {5, 2, 8, 1, 9, 3}
table.sort(t)
print(unpack(t))
local t = {"banana", "apple", "Cherry", "", "b"}
table.sort(t)
print(unpack(t))
print(select("#", table.sort({})))
--> 1	2	3	5	8	9
--> 	Cherry	apple	b	banana
--> 0

--- sort-comparator: any function that says what comes first
local t = {5, 2, 8, 1, 9, 3}
table.sort(t, function(a, b) return a > b end)
print(unpack(t))
local t = {{n = 2}, {n = 1}, {n = 3}}
table.sort(t, function(a, b) return a.n < b.n end)
print(t[1].n, t[2].n, t[3].n)
table.sort({2, 1}, nil)
--> 9	8	5	3	2	1
--> 1	2	3

--- sort-metamethod: __lt of the elements
local m = {__lt = function(a, b) return a.v < b.v end}
local t = {}
for i, v in ipairs({3, 1, 2}) do t[i] = setmetatable({v = v}, m) end
table.sort(t)
print(t[1].v, t[2].v, t[3].v)
--> 1	2	3

--- sort-large: many elements, equal ones among them
local t, seed = {}, 42
for i = 1, 1000 do
  seed = (seed * 1103515245 + 12345) % 2147483648
  t[i] = seed % 100
end
table.sort(t)
local fine = true
for i = 2, #t do fine = fine and t[i - 1] <= t[i] end
print(fine, #t)
--> true	1000

--- sort-bad: what cannot be compared, and what is no function
print(pcall(table.sort, {1, "x"}))
print(pcall(table.sort, {{}, {}}))
print(pcall(table.sort, {true, false}))
print(pcall(table.sort, {2, 1}, 5))
print(pcall(table.sort, {2, 1}, {}))
print(pcall(table.sort))
print(pcall(table.sort, "x"))
print(pcall(table.sort, {3, 2, 1}, function(a, b) error("stop", 0) end))
--> false	attempt to compare string with number
--> false	attempt to compare two table values
--> false	attempt to compare two boolean values
--> false	bad argument #2 to '?' (function expected, got number)
--> false	bad argument #2 to '?' (function expected, got table)
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #1 to '?' (table expected, got string)
--> false	stop

--- getn: the length, from before there was an operator
print(table.getn({}), table.getn({1, 2}), pcall(table.getn))
print(pcall(table.setn, {}, 1))
print(pcall(table.setn))
--> 0	2	false	bad argument #1 to '?' (table expected, got no value)
--> false	'setn' is obsolete
--> false	bad argument #1 to '?' (table expected, got no value)

--- foreach: calls with each key and value, until one answers
table.foreach({"a", "b"}, print)
print(table.foreach({1, 2, 3}, function(k, v) if v == 2 then return "found", 5 end end))
print(table.foreach({1}, function() return false end))
print(select("#", table.foreach({}, print)))
print(pcall(table.foreach))
print(pcall(table.foreach, {}))
print(pcall(table.foreach, {}, 1))
print(pcall(table.foreach, {1}, function() error("stop", 0) end))
--> 1	a
--> 2	b
--> found
--> false
--> 0
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #2 to '?' (function expected, got no value)
--> false	bad argument #2 to '?' (function expected, got number)
--> false	stop

--- foreachi: the same from 1 to the length
table.foreachi({"a", "b"}, print)
print(table.foreachi({1, 2, 3}, function(i, v) if i == 2 then return v * 10 end end))
print(pcall(table.foreachi))
print(pcall(table.foreachi, {}))
print(pcall(table.foreachi, 1, print))
--> 1	a
--> 2	b
--> 20
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #2 to '?' (function expected, got no value)
--> false	bad argument #1 to '?' (table expected, got number)

--- library: these functions and no others
local names = {}
for name in pairs(table) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
--> concat foreach foreachi getn insert maxn remove setn sort

--- large: long lists through every function
local t = {}
for i = 1, 20000 do t[i] = (i * 7919) % 20011 end
table.sort(t)
local fine = true
for i = 2, #t do fine = fine and t[i - 1] <= t[i] end
table.sort(t, function(a, b) return a > b end)
for i = 2, #t do fine = fine and t[i - 1] >= t[i] end
print(fine, #table.concat(t, ","), #t, table.maxn(t), t[1], t[#t])
for i = 1, 50 do table.insert(t, 1, i) end
for i = 1, 25 do table.remove(t, 1) end
print(#t, t[1], t[26], table.foreachi(t, function(i, v) if i == 15000 then return v end end))
local words = {}
for i = 1, 3000 do words[i] = "w" .. (i * 31) % 3001 end
table.sort(words)
print(words[1], words[1500], words[3000])
local objects = {}
local m = {__lt = function(a, b) return a[1] < b[1] end}
for i = 1, 2000 do objects[i] = setmetatable({(i * 37) % 2003}, m) end
table.sort(objects)
print(objects[1][1], objects[1000][1], objects[2000][1], select("#", unpack(t, 1, 5000)))
--> true	108901	20000	20000	20010	1
--> 20025	25	20010	5030
--> w1	w2348	w999
--> 1	1000	2002	5000
