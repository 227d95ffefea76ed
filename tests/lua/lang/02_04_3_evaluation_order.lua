-- The order of evaluation in an assignment is not defined by the manual, but programs see it.
-- This is the order of the reference implementation: prefixes and keys of the left side first,
-- then the values from left to right, then the stores from right to left.
local log = {}
local function note(s, v) log[#log + 1] = s return v end
local function show() print(table.concat(log, " ")) log = {} end

local function target(name)
  return setmetatable({}, { __newindex = function(_, k, v) note(name .. k .. "=" .. tostring(v)) end })
end
local A, B, C = target("A"), target("B"), target("C")

A.x, B.x, C.x = 1, 2, 3
show() --> Cx=3 Bx=2 Ax=1
note("ta", A)[note("ka", "k")], note("tb", B)[note("kb", "k")] = note("va", 1), note("vb", 2)
show() --> ta ka tb kb va vb Bk=2 Ak=1
A.x, A.y = 1
show() --> Ay=nil Ax=1
A.x, A.y = note("v", 1), note("w", 2), note("extra", 3)
show() --> v w extra Ay=2 Ax=1
A.x, A.y, A.z = note("v", 1), (function() note("f") return 2, 3 end)()
show() --> v f Az=3 Ay=2 Ax=1

-- The same variable twice: the leftmost store comes last.
local a
a, a = 1, 2
print(a) --> 1
local t = {}
t[1], t[1] = "left", "right"
print(t[1]) --> left
twice, twice = "left", "right"
print(twice) --> left
twice = nil

-- Function arguments, table items and operands go from left to right.
local function f(...) return select('#', ...) end
print(note("f", f)(note("1"), note("2"), note("3"))) --> 3
show() --> f 1 2 3
local u = { note("1"), note("2"), k = note("3"), [note("4", 9)] = note("5"), note("6") }
show() --> 1 2 3 4 5 6
local n = note("1", 1) + note("2", 2) * note("3", 3) - note("4", 4)
show() --> 1 2 3 4
local s = note("1", "a") .. note("2", "b") .. note("3", "c")
show() --> 1 2 3
local c = note("1", 1) < note("2", 2)
show() --> 1 2
c = note("1", 1) > note("2", 2)
show() --> 1 2
c = note("1", 1) >= note("2", 2)
show() --> 1 2
local e = note("1", 2) ^ note("2", 3) ^ note("3", 2)
show() --> 1 2 3
local o = { m = function() end }
note("o", o):m(note("1"), note("2"))
show() --> o 1 2

-- A local read as an operand is read when the operation runs, not when it is named.
local v = 1
local function setv() v = 10 return 1 end
print(v + setv()) --> 11
local w = 1
local function setw() w = 10 return 1 end
local r = { w, setw(), w }
print(r[1], r[2], r[3]) --> 1	1	10
local x = 1
print(x .. (function() x = 2 return "" end)() .. x) --> 12
