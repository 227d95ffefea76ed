-- Variable arguments with holes, in large numbers, and passed in every way.
local function n(...) return select('#', ...) end
print(n(), n(nil), n(nil, nil), n(1, nil), n(nil, 1), n((nil)), n(n())) --> 0	1	2	2	2	1	1

local function holes(...) return ... end
print(holes(nil, nil, 3, nil)) --> nil	nil	3	nil
print(n(holes(nil, nil, 3, nil)), n(holes()), n((holes()))) --> 4	0	1
print((select(3, holes(nil, nil, 3, nil))), n(select(3, holes(nil, nil, 3, nil))), n(select(5, holes(nil, nil, 3, nil)))) --> 3	2	0

-- select with positive, negative and large indexes.
print(select(1, "a", "b", "c")) print(select(3, "a", "b", "c")) print(n(select(4, "a", "b", "c"))) --> a	b	c
--> c
--> 0
print(select(-1, "a", "b", "c")) print(select(-3, "a", "b", "c")) print(n(select(100, 1))) --> c
--> a	b	c
--> 0
print(select(2.9, "a", "b", "c")) print(select("2", "a", "b", "c")) print(select("#")) print(select('#', nil)) --> b	c
--> b	c
--> 0
--> 1
print((pcall(select, 0, 1)), (pcall(select, -2, 1)), (pcall(select, -1))) --> false	false	false

-- 250 arguments, as constants, through unpack and through functions.
local t = {}
for i = 1, 250 do t[i] = i end
print(n(unpack(t)), (select(250, unpack(t))), n(holes(unpack(t))), #{ unpack(t) }, #{ holes(unpack(t)) }) --> 250	250	250	250	250
print(n(unpack(t, 1, 200), unpack(t)), n(0, unpack(t)), n(unpack(t), 0)) --> 251	251	2
local function first_last(a, ...) return a, (select(-1, ...)), n(...) end
print(first_last(unpack(t))) --> 1	250	249
local s = {}
for i = 1, 200 do s[i] = "x" .. i end
local names = table.concat(s, ", ")
local f = loadstring("local " .. names .. " = ... return x200, x100, x1")
print(f(unpack(t))) --> 200	100	1
print(loadstring("return select('#', " .. table.concat(t, ", ", 1, 230) .. ")")()) --> 230

-- Large lists.
for _, size in ipairs { 1000, 5000, 7000 } do
  local big = {}
  for i = 1, size do big[i] = i end
  print(n(unpack(big)), (select(size, unpack(big))), #{ unpack(big) }, n(holes(unpack(big))), math.max(unpack(big))) --> 1000	1000	1000	1000	1000
  --> 5000	5000	5000	5000	5000
  --> 7000	7000	7000	7000	7000
end
print(n(unpack({}, 1, 5000)), n(unpack({}, -10, 10)), n(unpack({}, 1, 0)), n(unpack({}, 5, -5))) --> 5000	21	0	0
print(unpack({ 1, 2, 3 }, 2)) print(unpack({ 1, 2, 3 }, 2, 3)) print(unpack({ 1, 2 }, 0, 3)) print(unpack({ 1, 2, 3 }, -1, 1)) --> 2	3
--> 2	3
--> nil	1	2	nil
--> nil	nil	1
print(unpack({ 1, 2, 3, 4 }, "2", 3.7)) print(n(unpack {})) print(unpack({ n = 3 }, 1, 2)) --> 2	3
--> 0
--> nil	nil

-- Adjustments to too few and too many.
local function three(a, b, c) return a, b, c end
print(three(holes())) print(three(holes(1))) print(three(holes(1, 2, 3, 4))) print(three((holes(1, 2)), 5)) --> nil	nil	nil
--> 1	nil	nil
--> 1	2	3
--> 1	5	nil
local a, b, c = holes(nil, 2)
print(a, b, c) --> nil	2	nil
a, b, c = holes(), holes(1, 2)
print(a, b, c) --> nil	1	2
t = { holes(), holes(), holes(1, 2, 3) }
print(t[1], t[2], t[3], t[5]) --> nil	nil	1	3
t = { holes(nil, nil, 3) }
print(t[1], t[2], t[3]) --> nil	nil	3

-- Var-args used several times, in nested functions as copies, and while the stack grows.
local function multi(...)
  local x = { ... }
  local y = { n = select('#', ...), ... }
  local g = function(...) return n(...) + #x end
  return #x, y.n, g(...), g(), g(..., ...), (...), ...
end
print(multi("p", "q", "r")) --> 3	3	6	3	7	p	p	q	r
local function deep(d, ...) if d == 0 then return n(...), ... end local x, y, z = deep(d - 1, d, ...) return x, y, z end
print(deep(100)) --> 100	1	2
local function build(k, ...) if k == 0 then return ... end return build(k - 1, k, ...) end
print(n(build(200)), (build(200)), (select(200, build(200)))) --> 200	1	200
local function reverse(x, ...) if n(...) == 0 then return x end local r = { reverse(...) } r[#r + 1] = x return unpack(r) end
print(reverse(1, 2, 3, 4, 5)) --> 5	4	3	2	1
local function sum(acc, x, ...) if x == nil then return acc end return sum(acc + x, ...) end
print(sum(0, build(100))) --> 5050

-- Main parameters and var-args in methods and metamethods.
local o = { m = function(self, x, ...) return x, n(...) end }
print(o:m()) print(o:m(1, 2, 3)) print(o.m(o, unpack({ 1, 2, 3, 4 }))) --> nil	0
--> 1	2
--> 1	3
local mt = { __call = function(self, ...) return n(...), ... end, __index = function(...) return n(...) end, __add = function(...) return n(...) end, __unm = function(...) return n(...) end }
local m = setmetatable({}, mt)
print(m(), m(nil, nil)) print(m.x, m + 1, -m) --> 0	2	nil	nil
--> 2	2	2
print(pcall(holes)) print(pcall(holes, nil, nil)) print(n(pcall(holes, nil, nil))) --> true
--> true	nil	nil
--> 3
print(n(coroutine.wrap(holes)(nil, nil, nil))) --> 3

-- A var-arg function called with too few fixed arguments.
local function fixed(a, b, c, ...) return a, b, c, n(...) end
print(fixed()) print(fixed(1)) print(fixed(1, 2, 3)) print(fixed(1, 2, 3, nil)) --> nil	nil	nil	0
--> 1	nil	nil	0
--> 1	2	3	0
--> 1	2	3	1

-- Var-args as operands and conditions.
local function ops(...) return (... or "none"), ... == nil, not ..., #{ ... } > 0 and "some" or "empty" end
print(ops()) print(ops(false, 1)) print(ops("x")) --> none	true	true	empty
--> none	false	true	some
--> x	false	false	some
