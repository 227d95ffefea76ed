-- The three kinds of fields, with commas and semicolons, also at the end.
local t = { "a"; "b", x = 1; ["y z"] = 2, [10] = "ten"; "c", }
print(#t, t[1], t[2], t[3], t.x, t["y z"], t[10]) --> 3	a	b	c	1	2	ten
print(#{}, #{ 1 }, #{ 1, }, #{ 1; }, #{ 1, 2 }, #{ 1; 2; }) --> 0	1	1	1	2	2
print(loadstring("return {,}") == nil, loadstring("return {1,,2}") == nil, loadstring("return {;}") == nil) --> true	true	true

-- Keys are any expressions but nil; name = value is a string key.
local k = "key"
t = { [k] = 1, k = 2, [k .. k] = 3, [1 + 1] = 4, [true] = 5, [k == "x"] = 6, ["1"] = 7 }
print(t.key, t.k, t.keykey, t[2], t[true], t[false], t["1"], t[1]) --> 1	2	3	4	5	6	7	nil
print((pcall(function() return { [nil] = 1 } end))) --> false
print((pcall(function() return { [0 / 0] = 1 } end))) --> false
local f = function() end
t = { [f] = "function", [print] = "native", [1.5] = "fraction", [-1] = "negative", [2 ^ 53] = "large" }
print(t[f], t[print], t[1.5], t[-1], t[9007199254740992]) --> function	native	fraction	negative	large

-- Fields without key get 1, 2, ...; the others do not count.
t = { x = 1, "one", y = 2, "two", [7] = 3, "three" }
print(t[1], t[2], t[3], t[4], t[7]) --> one	two	three	nil	3
-- A positional field and an explicit key for the same place: positional fields are stored later.
t = { [1] = "explicit", "positional" }
print(t[1]) --> positional
t = { "positional", [1] = "explicit" }
print(t[1]) --> positional
t = { x = 1, x = 2 }
print(t.x) --> 2

-- The last field in the list may be a call or ... and gives all its values.
local function three() return "x", "y", "z" end
local function none() end
print(#{ three() }, #{ three(), }, #{ three(); }, #{ three(), three() }, #{ three(), 1 }, #{ 1, three() }) --> 3	3	3	4	2	4
print(#{ (three()) }, #{ k = three() }, #{ three(), k = 1 }, #{ k = 1, three() }, #{ [1] = three() }) --> 1	0	1	3	1
print(#{ none() }, #{ 1, none() }, ({ none(), 1 })[2]) --> 0	1	1
local function va(...) return { ... }, { ..., "end" }, { "start", ... }, { (...) }, { n = select('#', ...), ... } end
local a, b, c, d, e = va("p", "q", "r")
print(#a, a[3], #b, b[1], b[2], #c, c[4], #d, d[1], e.n, #e, e[3]) --> 3	r	2	p	end	4	r	1	p	3	3	r
a, b, c, d, e = va()
print(#a, b[1], b[2], #c, c[1], #d, e.n) --> 0	nil	end	1	start	0	0

-- nil values.
t = { nil, 2, nil }
print(t[1], t[2], t[3]) --> nil	2	nil
t = { x = nil, nil }
print(next(t)) --> nil

-- Nested constructors, functions, operators in fields.
t = { { 1, { 2, { 3 } } }, f = function(x) return { x, x = x } end, { a = { b = { c = "deep" } } } }
print(t[1][1], t[1][2][1], t[1][2][2][1], t.f(5)[1], t.f(6).x, t[2].a.b.c) --> 1	2	3	5	6	deep
t = { 1 + 1, 2 * 3, "a" .. "b", not nil, -1, #"xyz", 1 < 2, nil or "d", 2 ^ 3 }
print(t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9]) --> 2	6	ab	true	-1	3	true	d	8

-- Many items, more than one batch.
for _, n in ipairs { 49, 50, 51, 99, 100, 101, 150, 511, 512, 513, 1000 } do
  local s = {}
  for i = 1, n do s[i] = tostring(i) end
  local list = loadstring("return {" .. table.concat(s, ",") .. "}")()
  local sum = 0
  for i = 1, #list do sum = sum + list[i] end
  local list2 = loadstring("return {" .. table.concat(s, ",") .. ", ...}")("x", "y", "z")
  if #list ~= n or sum ~= n * (n + 1) / 2 then print("wrong", n, #list, sum) end
  if #list2 ~= n + 3 or list2[n + 1] ~= "x" or list2[n + 3] ~= "z" then print("wrong", n, #list2) end
end
local s = {}
for i = 1, 300 do s[#s + 1] = "k" .. i .. " = " .. i s[#s + 1] = "'v" .. i .. "'" end
local mixed = loadstring("return {" .. table.concat(s, ", ") .. "}")()
print(#mixed, mixed[300], mixed.k1, mixed.k300) --> 300	v300	1	300

-- Each evaluation gives a new table.
local function make() return {} end
print(make() == make(), { } == { }) --> false	false
local saved = {}
for i = 1, 3 do saved[i] = { i, n = i } end
saved[1].n = 100
print(saved[1].n, saved[2].n, saved[3][1]) --> 100	2	3

-- Evaluation is from left to right, and a local may be used by its own constructor's functions.
local log = {}
local function note(v) log[#log + 1] = tostring(v) return v end
t = { note(1), [note("k")] = note("v"), note(2), x = note(3), note(4) }
print(table.concat(log, " ")) --> 1 k v 2 3 4
local self
self = { get = function() return self.v end, v = "self" }
print(self.get()) --> self
