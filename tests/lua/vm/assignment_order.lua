-- Multiple assignment where the sides depend on each other. The manual leaves the order open; these
-- are the answers of the reference implementation.
local a, b, c, d = 1, 2, 3, 4
a, b, c, d = d, c, b, a
print(a, b, c, d) --> 4	3	2	1
a, b = b, a, error
print(a, b) --> 3	4
a, a = 1, 2
print(a) --> 1
a, b, a = 1, 2, 3
print(a, b) --> 1	2

-- The index is evaluated before any store.
local i, t = 1, {}
i, t[i] = 2, "one"
print(i, t[1], t[2]) --> 2	one	nil
t[i], i = "two", 3
print(i, t[2], t[3]) --> 3	two	nil
i, t[i], t[i + 1] = 10, "three", "four"
print(i, t[3], t[4], t[10]) --> 10	three	four	nil
t, t.x = {}, "to the old table"
print(t.x) --> nil
local old = { name = "old" }
local cur = old
cur.name, cur = "changed", { name = "new" }
print(old.name, cur.name) --> changed	new
cur, cur.name = { name = "newer" }, "stored in the one before"
print(cur.name) --> newer
local k, m = "k", {}
k, m[k], m[k .. k] = "other", 1, 2
print(k, m.k, m.kk, m.other) --> other	1	2	nil
local p, q = { v = 1 }, { v = 2 }
p.v, q.v = q.v, p.v
print(p.v, q.v) --> 2	1
p, q, p.v, q.v = q, p, "p", "q"
print(p.v, q.v) --> q	p
local list = { 1, 2, 3, 4, 5 }
list[1], list[2], list[3], list[4], list[5] = list[5], list[4], list[3], list[2], list[1]
print(unpack(list)) --> 5	4	3	2	1
list[#list + 1], list[#list + 1] = "left", "right"
print(#list, list[6]) --> 6	left
local n = 0
local function next_n() n = n + 1 return n end
list = {}
list[next_n()], list[next_n()] = next_n(), next_n()
print(list[1], list[2]) --> 3	4

-- Upvalues and globals as targets and as indexes.
local up1, up2, tab = 1, 2, {}
local function exchange() up1, up2 = up2, up1 return up1, up2 end
print(exchange()) --> 2	1
local function index() up1, tab[up1] = 7, "by the old index" return up1, tab[2], tab[7] end
print(index()) --> 7	by the old index	nil
local function retable() tab, tab.f = {}, "old" return tab.f end
print(retable()) --> nil
g1, g2, gt = 1, 2, {}
g1, g2 = g2, g1
print(g1, g2) --> 2	1
g1, gt[g1] = 5, "by the old global"
print(g1, gt[2], gt[5]) --> 5	by the old global	nil
gt, gt.x = {}, 1
print(gt.x) --> nil
g1, g2, gt = nil, nil, nil
local l, u = 1, 2
local function both() local x = 3 x, u, gl = u, x, x return x, u, gl end
print(both()) --> 2	3	3
gl = nil

-- Values from calls and var-args.
local function three() return 1, 2, 3 end
local function va(...) local x, y, z = 0, ... return x, y, z end
print(va()) print(va(1)) print(va(1, 2, 3)) --> 0	nil	nil
--> 0	1	nil
--> 0	1	2
a, b, c, d = three()
print(a, b, c, d) --> 1	2	3	nil
a, b, c, d = 0, three()
print(a, b, c, d) --> 0	1	2	3
a, b, c, d = three(), three()
print(a, b, c, d) --> 1	1	2	3
t = {}
t.x, t.y, t.z, t.w = three()
print(t.x, t.y, t.z, t.w) --> 1	2	3	nil
t[three()], t[2] = three()
print(t[1], t[2]) --> 1	2
a, t.a, b, t.b = three()
print(a, t.a, b, t.b) --> 1	2	3	nil
a = (three())
a, b = (three())
print(a, b) --> 1	nil

-- Declarations with the names that they use.
local x = 1
local x, y = x + 1, x
print(x, y) --> 2	1
local y, x = x, y
print(x, y) --> 1	2
do local x, y = y, x print(x, y) end --> 2	1
local function f() return x, y end
local x, y = f()
print(x, y) --> 1	2

-- A local that is an operand and a target of one statement.
local s = 1
s = s + s * s
print(s) --> 2
s, t = s .. s, { s }
print(s, t[1]) --> 22	2
t[1], s = s, t
print(s[1]) --> 22
local fn = function(v) s = "changed by the call" return v end
s = fn(s) == s
print(s) --> false
a = 5
a, b = a + 1, a + 2
print(a, b) --> 6	7
a, b, c = (function() a = 100 return a end)(), a, a
print(a, b, c) --> 100	100	100
local function change() a = 200 return 1 end
a = 1
b, c = a, change()
print(b, c, a) --> 1	1	200
b, c, d = a, change() + a, a
print(b, c, d) --> 200	201	200

-- Many variables at once.
local v = {}
local names, values = {}, {}
for j = 1, 100 do names[j] = "v[" .. j .. "]" values[j] = "v[" .. 101 - j .. "]" v[j] = j end
setfenv(loadstring(table.concat(names, ",") .. " = " .. table.concat(values, ",")), { v = v })()
print(v[1], v[2], v[50], v[51], v[99], v[100]) --> 100	99	51	50	2	1
local f100 = loadstring("local " .. string.rep("a,", 99) .. "a = ... return a")
print(f100(unpack(v))) --> 1
