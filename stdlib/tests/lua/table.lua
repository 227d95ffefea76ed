-- The table library.
local function e(f, ...) return select(2, pcall(f, ...)) end
local function show(t) local s = {} for i = 1, table.maxn(t) do s[i] = tostring(t[i]) end return table.concat(s, " ") end

-- concat
print(table.concat({}), table.concat({ 1, 2, 3 }), table.concat({ "a", "b" }, "-"), table.concat({ 1, 2.5, "x" }, ", ")) --> 	123	a-b	1, 2.5, x
print(table.concat({ 1, 2, 3 }, ",", 2), table.concat({ 1, 2, 3 }, ",", 2, 3), table.concat({ 1, 2, 3 }, ",", 3, 2) == "", table.concat({ 1, 2, 3 }, ",", 2, 2)) --> 2,3	2,3	true	2
print(table.concat({ 1, 2 }, 0), table.concat({ [0] = "z", "a" }, "", 0, 1), table.concat({ 1, 2, 3 }, nil, 1), table.concat({ 1, 2 }, ",", nil, nil)) --> 102	za	123	1,2
print(table.concat({ [5] = "e", [6] = "f" }, "+", 5, 6), #table.concat((function() local t = {} for i = 1, 3000 do t[i] = "xy" end return t end)(), ",")) --> e+f	8999
print(e(table.concat), e(table.concat, 1), e(table.concat, { {} }), e(table.concat, { 1, 2, print }), e(table.concat, { 1 }, {}), e(table.concat, { 1, 2 }, ",", 1, 3), e(table.concat, { 1 }, ",", "x")) --> bad argument #1 to '?' (table expected, got no value)	bad argument #1 to '?' (table expected, got number)	invalid value (table) at index 1 in table for 'concat'	invalid value (function) at index 3 in table for 'concat'	bad argument #2 to '?' (string expected, got table)	invalid value (nil) at index 3 in table for 'concat'	bad argument #3 to '?' (number expected, got string)
print(e(table.concat, { true }), e(table.concat, {}, ",", 1, 1), e(function() table.concat({ {} }) end)) --> invalid value (boolean) at index 1 in table for 'concat'	invalid value (nil) at index 1 in table for 'concat'	table.lua:11: invalid value (table) at index 1 in table for 'concat'

-- insert
local t = {}
table.insert(t, "a") table.insert(t, "c") table.insert(t, 2, "b") table.insert(t, 1, "_")
print(show(t), #t) --> _ a b c	4
table.insert(t, #t + 1, "d") table.insert(t, 10, "far")
print(show(t)) --> _ a b c d nil nil nil nil far
t = { 1, 2 }
table.insert(t, 2.9, "x") table.insert(t, "1", "y")
print(show(t), select("#", table.insert(t, 1))) --> y 1 x 2	0
t = { 1, 2, 3 }
table.insert(t, 0, "zero")
print(t[0], show(t)) --> zero	nil 1 2 3
t = { 1, 2 }
table.insert(t, nil) table.insert(t, 1, nil)
print(show(t), #t) --> nil 1 2	3
print(e(table.insert), e(table.insert, {}), e(table.insert, {}, 1, 2, 3), e(table.insert, 1, 2), e(table.insert, {}, "x", 1), e(table.insert, nil, 1)) --> bad argument #1 to '?' (table expected, got no value)	wrong number of arguments to 'insert'	wrong number of arguments to 'insert'	bad argument #1 to '?' (table expected, got number)	bad argument #2 to '?' (number expected, got string)	bad argument #1 to '?' (table expected, got nil)

-- remove
t = { "a", "b", "c", "d" }
print(table.remove(t), table.remove(t, 1), show(t), table.remove(t, 2), show(t), table.remove(t), table.remove(t), #t) --> d	a	b c	c	b	b	nil	0
print(select("#", table.remove({})), select("#", table.remove({ 1 }, 2)), select("#", table.remove({ 1 }, 0)), table.remove({ 1, 2, 3 }, "2"), table.remove({ 1, 2, 3 }, 1.5)) --> 0	0	0	2	1
t = { 1, 2, 3 }
print(table.remove(t, -1), table.remove(t, 5), #t, table.remove(t, nil), #t) --> nil	nil	3	3	2
t = { [0] = "z" }
print(table.remove(t), table.remove(t, 0), t[0]) --> nil	nil	z
print(e(table.remove), e(table.remove, 1), e(table.remove, {}, "x")) --> bad argument #1 to '?' (table expected, got no value)	bad argument #1 to '?' (table expected, got number)	bad argument #2 to '?' (number expected, got string)

-- getn, setn, maxn
print(table.getn({}), table.getn({ 1, 2 }), table.getn({ n = 5 }), table.maxn({}), table.maxn({ 1, 2, nil, 4 }), table.maxn({ [2.5] = 1, [-1] = 1 }), table.maxn({ x = 1, [100] = 2 })) --> 0	2	0	0	4	2.5	100
print(e(table.setn, {}, 1), e(table.setn), e(table.getn), e(table.getn, "x"), e(table.maxn), e(table.maxn, 1)) --> 'setn' is obsolete	bad argument #1 to '?' (table expected, got no value)	bad argument #1 to '?' (table expected, got no value)	bad argument #1 to '?' (table expected, got string)	bad argument #1 to '?' (table expected, got no value)	bad argument #1 to '?' (table expected, got number)

-- foreach, foreachi
local seen = {}
print(table.foreach({ 10, 20 }, function(k, v) seen[#seen + 1] = k .. "=" .. v end)) -->
print(table.concat(seen, " "), table.foreach({ 10, 20, 30 }, function(k, v) if v == 20 then return k, "more" end end), table.foreach({ a = 1 }, function(k) return k end)) --> 1=10 2=20	2	a
seen = {}
print(table.foreachi({ 10, 20 }, function(i, v) seen[#seen + 1] = i .. "=" .. v end)) -->
print(table.concat(seen, " "), table.foreachi({ 10, 20, 30 }, function(i, v) if v == 20 then return i, "more" end end), table.foreach({}, print), table.foreach({ 1 }, function() return false end)) --> 1=10 2=20	2	nil	false
print(e(table.foreach), e(table.foreach, {}), e(table.foreach, {}, 1), e(table.foreachi, {}), e(table.foreachi, 1, print), e(table.foreach, { 1 }, function() error("inside", 0) end)) --> bad argument #1 to '?' (table expected, got no value)	bad argument #2 to '?' (function expected, got no value)	bad argument #2 to '?' (function expected, got number)	bad argument #2 to '?' (function expected, got no value)	bad argument #1 to '?' (table expected, got number)	inside

-- sort
local function sorted(t, f) table.sort(t, f) return show(t) end
print(sorted({}), sorted({ 1 }), sorted({ 2, 1 }), sorted({ 3, 1, 2 }), sorted({ 5, 2, 8, 1, 9, 3, 7, 4, 6, 0 })) --> 	1	1 2	1 2 3	0 1 2 3 4 5 6 7 8 9
print(sorted({ "b", "a", "c" }), sorted({ "b", "B", "a", "10", "9", "" }), sorted({ 1.5, -1, 1/0, -1/0, 0 })) --> a b c	 10 9 B a b	-inf -1 0 1.5 inf
print(sorted({ 1, 2, 3, 4 }, function(a, b) return a > b end), sorted({ "aaa", "b", "cc" }, function(a, b) return #a < #b end)) --> 4 3 2 1	b cc aaa
print(sorted({ 3, 1, 2 }, nil), select("#", table.sort({}))) --> 1 2 3	0
local mt = { __lt = function(a, b) return a[1] < b[1] end }
local objects = {}
for i, n in ipairs({ 3, 1, 2 }) do objects[i] = setmetatable({ n }, mt) end
table.sort(objects)
print(objects[1][1], objects[2][1], objects[3][1]) --> 1	2	3
local big, state = {}, 12345
for i = 1, 2000 do state = (state * 16807) % 2147483647 big[i] = state end
table.sort(big)
local ordered = true
for i = 2, #big do ordered = ordered and big[i - 1] <= big[i] end
print(ordered, #big) --> true	2000
table.sort(big, function(a, b) return a > b end)
for i = 2, #big do ordered = ordered and big[i - 1] >= big[i] end
print(ordered, #big) --> true	2000
for i = 1, #big do big[i] = "k" .. big[i] end
table.sort(big)
for i = 2, #big do ordered = ordered and big[i - 1] <= big[i] end
print(ordered) --> true
print(e(table.sort, { {}, {} }), e(table.sort, { true, false }), e(table.sort, { 1, 2 }, 1), e(table.sort), e(table.sort, 1), e(function() table.sort({ {}, {} }) end)) --> attempt to compare two table values	attempt to compare two boolean values	bad argument #2 to '?' (function expected, got number)	bad argument #1 to '?' (table expected, got no value)	bad argument #1 to '?' (table expected, got number)	attempt to compare two table values
print(e(table.sort, { 1, 2 }, function() error("inside", 0) end)) --> inside
local co = coroutine.wrap(function()
  local t = { 2, 3, 1 }
  table.sort(t, function(a, b) return a < b end)
  return show(t)
end)
print(co()) --> 1 2 3
