-- heavy: large generated chunks
-- Constructors with many items, of every kind and mix.
local function list(n, f) local t = {} for i = 1, n do t[i] = f(i) end return table.concat(t, ", ") end
local function run(source, ...) return assert(loadstring(source))(...) end
local function id(i) return tostring(i) end

for _, n in ipairs { 0, 1, 49, 50, 51, 100, 101, 255, 256, 257, 511, 512, 513, 1023, 1025, 5000, 30000 } do
  local t = run("return {" .. list(n, id) .. "}")
  local sum = 0
  for i = 1, #t do sum = sum + t[i] end
  print(n, #t, sum == n * (n + 1) / 2, t[n], t[n + 1]) --> 0	0	true	nil	nil
  --> 1	1	true	1	nil
  --> 49	49	true	49	nil
  --> 50	50	true	50	nil
  --> 51	51	true	51	nil
  --> 100	100	true	100	nil
  --> 101	101	true	101	nil
  --> 255	255	true	255	nil
  --> 256	256	true	256	nil
  --> 257	257	true	257	nil
  --> 511	511	true	511	nil
  --> 512	512	true	512	nil
  --> 513	513	true	513	nil
  --> 1023	1023	true	1023	nil
  --> 1025	1025	true	1025	nil
  --> 5000	5000	true	5000	nil
  --> 30000	30000	true	30000	nil
end

-- With a call or var-args at the end, and in the middle.
for _, n in ipairs { 1, 48, 49, 50, 51, 99, 100, 150 } do
  local source = list(n, id)
  local a = run("return {" .. source .. ", ...}", "x", "y", nil, "z")
  local b = run("local function f() return 'p', 'q' end return {" .. source .. ", f()}")
  local c = run("local function f() return 'p', 'q' end return {f(), " .. source .. "}")
  local d = run("return {" .. source .. ", (...)}", "x", "y")
  local e = run("return {" .. source .. ", ..., 'last'}", "x", "y")
  local g = run("return {" .. source .. ", ...}")
  print(n, a[n + 1], a[n + 4], b[n + 1], b[n + 2], c[1], c[2], #d, e[n + 1], e[n + 2], #g) --> 1	x	z	p	q	p	1	2	x	last	1
  --> 48	x	z	p	q	p	1	49	x	last	48
  --> 49	x	z	p	q	p	1	50	x	last	49
  --> 50	x	z	p	q	p	1	51	x	last	50
  --> 51	x	z	p	q	p	1	52	x	last	51
  --> 99	x	z	p	q	p	1	100	x	last	99
  --> 100	x	z	p	q	p	1	101	x	last	100
  --> 150	x	z	p	q	p	1	151	x	last	150
end
local long = {}
for i = 1, 3000 do long[i] = i end
local t = { "first", unpack(long) }
print(#t, t[2], t[3001]) --> 3001	1	3000
t = { unpack(long), unpack(long) }
print(#t, t[1], t[2], t[3001]) --> 3001	1	1	3000

-- Records with many fields.
for _, n in ipairs { 10, 100, 300, 1000, 5000 } do
  t = run("return {" .. list(n, function(i) return "k" .. i .. " = " .. i end) .. "}")
  local count, wrong = 0, 0
  for k, v in pairs(t) do count = count + 1 if k ~= "k" .. v then wrong = wrong + 1 end end
  print(n, count, wrong, t.k1, t["k" .. n]) --> 10	10	0	1	10
  --> 100	100	0	1	100
  --> 300	300	0	1	300
  --> 1000	1000	0	1	1000
  --> 5000	5000	0	1	5000
end

-- Mixed: positions, names, expressions, nested tables and functions.
t = run("return {" .. list(200, function(i)
  local kind = i % 5
  if kind == 0 then return "'p" .. i .. "'"
  elseif kind == 1 then return "n" .. i .. " = " .. i
  elseif kind == 2 then return "[" .. i .. " * 1000] = 'e" .. i .. "'"
  elseif kind == 3 then return "{" .. i .. ", x = " .. i .. "}"
  else return "function() return " .. i .. " end" end
end) .. "}")
print(#t, t.n1, t.n196, t[2000], t[197000], t[1][1], t[1].x, t[2](), t[3], t[120], t[118][1]) --> 120	1	196	e2	e197	3	3	4	p5	p200	198

-- Constants of all types and evaluation in order.
t = run("return {" .. list(300, function(i) local v = { "nil", "true", "false", "'s'", "1.5" } return v[i % 5 + 1] end) .. ", 'end'}")
print(t[1], t[2], t[3], t[4], t[5], t[6], t[301]) --> true	false	s	1.5	nil	true	end
local order = {}
local function note(i) order[#order + 1] = i return i end
t = setfenv(assert(loadstring("return {" .. list(130, function(i) return "note(" .. i .. ")" end) .. "}")), { note = note })()
local sorted = #order == 130
for i = 1, 130 do if order[i] ~= i or t[i] ~= i then sorted = false end end
print(sorted) --> true

-- Deep nesting.
local deep = run("return " .. string.rep("{", 150) .. "'core'" .. string.rep("}", 150))
local depth = 0
while type(deep) == "table" do deep = deep[1] depth = depth + 1 end
print(depth, deep) --> 150	core
deep = run("return " .. string.rep("{x=", 150) .. "'core'" .. string.rep("}", 150))
depth = 0
while type(deep) == "table" do deep = deep.x depth = depth + 1 end
print(depth, deep) --> 150	core

-- A constructor in a loop gives tables that share nothing.
local tables = {}
for i = 1, 100 do tables[i] = { i, { i }, n = i, f = function() return i end } end
for i = 1, 100 do tables[i][1] = tables[i][1] * 2 tables[i][2][1] = 0 tables[i].n = nil end
local s = 0
for i = 1, 100 do s = s + tables[i][1] + tables[i].f() end
print(s, tables[1].n, tables[50][2][1]) --> 15150	nil	0
