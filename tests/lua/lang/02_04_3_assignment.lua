-- Several variables take several values.
local a, b, c = 1, 2, 3
print(a, b, c) --> 1	2	3
a, b, c = c, a, b
print(a, b, c) --> 3	1	2

-- Too many values are thrown away, missing ones are nil.
a, b = 1, 2, 3
print(a, b) --> 1	2
a, b, c = 7
print(a, b, c) --> 7	nil	nil
a, b, c = nil, 5
print(a, b, c) --> nil	5	nil

-- A call at the end gives all its values, elsewhere exactly one.
local function three() return "x", "y", "z" end
local function none() end
a, b, c = three()
print(a, b, c) --> x	y	z
a, b, c = three(), 1
print(a, b, c) --> x	1	nil
a, b, c = 1, three()
print(a, b, c) --> 1	x	y
a, b, c = (three())
print(a, b, c) --> x	nil	nil
a, b = none()
print(a, b) --> nil	nil
a, b, c = none(), 1, none()
print(a, b, c) --> nil	1	nil
a = three()
print(a) --> x

-- Extra expressions are still evaluated.
local calls = 0
local function count() calls = calls + 1 return calls end
a = count(), count(), count()
print(a, calls) --> 1	3

-- All expressions are evaluated before the assignment.
local i, t = 3, {}
i, t[i] = i + 1, 20
print(i, t[3], t[4]) --> 4	20	nil
local x, y, z = 1, 2, 3
x, y = y, x
print(x, y) --> 2	1
x, y, z = y, z, x
print(x, y, z) --> 1	3	2

-- The same with fields, indexed variables, upvalues and globals.
t = { 1, 2, 3 }
t[1], t[2], t[3] = t[3], t[1], t[2]
print(t[1], t[2], t[3]) --> 3	1	2
i = 1
i, t[i], t[i + 1] = 2, "one", "two"
print(i, t[1], t[2], t[3]) --> 2	one	two	2
ga, gb = 1, 2
ga, gb = gb, ga
print(ga, gb) --> 2	1
ga, gb = nil, nil
local function up() a, b = b, a end
a, b = "l", "r"
up()
print(a, b) --> r	l
local p = { q = 1 }
p, p.q = { q = "new" }, "old"
print(p.q) --> new
local l = { v = 1 }
local keep = l
l.v, l = 2, { v = 3 }
print(keep.v, l.v) --> 2	3

-- One table, its key and its value from the same variable.
local k = { "k" }
k[1], k = k, k[1]
print(k) --> k

-- Assignment returns nothing: it is no expression.
print(loadstring("local a; print(a = 1)") == nil) --> true
print(loadstring("a = b = 1") == nil) --> true

-- Only variables can be assigned.
print(loadstring("f() = 1") == nil, loadstring("(a) = 1") == nil, loadstring("1 = 1") == nil) --> true	true	true
print(loadstring("a + b = 1") == nil, loadstring("f().x = 1") ~= nil, loadstring("(a).x = 1") ~= nil) --> true	true	true
print(loadstring("a, f() = 1, 2") == nil, loadstring("a:m() = 1") == nil, loadstring("a:m().x = 1") ~= nil) --> true	true	true
print(loadstring("nil = 1") == nil, loadstring("... = 1") == nil, loadstring("'s'.x = 1") == nil) --> true	true	true
