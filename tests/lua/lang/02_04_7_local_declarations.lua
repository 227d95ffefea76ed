-- A local without a value is nil.
local a
print(a) --> nil
local b, c, d
print(b, c, d) --> nil	nil	nil

-- Values are adjusted as in an assignment.
local e, f = 1
print(e, f) --> 1	nil
local g, h = 1, 2, 3
print(g, h) --> 1	2
local function two() return "x", "y" end
local i, j, k = two()
print(i, j, k) --> x	y	nil
local l, m, n = two(), two()
print(l, m, n) --> x	x	y
local o, p = (two())
print(o, p) --> x	nil

-- The scope begins after the declaration: the values see the outer variable.
local x = 1
local x = x + 1
print(x) --> 2
local x, y = x * 10, x
print(x, y) --> 20	2
do
  local x = x
  x = "inner"
  print(x) --> inner
end
print(x) --> 20

-- A redeclaration is a new variable, closures keep theirs.
local v = "first"
local get = function() return v end
local v = "second"
print(get(), v) --> first	second

-- A name twice in one declaration: the last one counts.
local q, q = 1, 2
print(q) --> 2

-- A local function sees itself, a function in a local does not.
local function fact(n) if n == 0 then return 1 end return n * fact(n - 1) end
print(fact(10)) --> 3628800
local rec = function() return rec end
print(rec()) --> nil

-- A chunk is a block: 200 locals fit in one function.
local parts = {}
for i = 1, 200 do parts[i] = "local v" .. i .. " = " .. i end
local source = table.concat(parts, "\n")
print(loadstring(source .. "\nreturn v1 + v100 + v200")()) --> 301
print(loadstring(source .. "\nlocal v201 = 201") == nil) --> true
print(loadstring(source:gsub("local v150", "do end local v150") .. "\nreturn v150")()) --> 150
-- Blocks that ended give their room back.
print(loadstring("do " .. source .. " end do " .. source .. " end return 'twice'")()) --> twice
print(loadstring(source .. "\nlocal function f() end") == nil) --> true

-- Locals keep their values while others are declared and dropped.
local first = 1
do local a, b = 2, 3 first = first + a + b end
do local a, b, c first = first .. tostring(a) .. tostring(b) .. tostring(c) end
print(first) --> 6nilnilnil
