-- Comparisons: equality, order, and their metamethods.

--- eq-same-handler: both operands must have the same handler
local eq = function(a, b) return a.v == b.v end
local a, b = setmetatable({v = 1}, {__eq = eq}), setmetatable({v = 1}, {__eq = eq})
print(a == b, a ~= b)
b.v = 2
print(a == b, a ~= b)
local c = setmetatable({v = 1}, {__eq = function(x, y) return x.v == y.v end})
print(a == c, a == setmetatable({v = 1}, {}))
--> true	false
--> false	true
--> false	false

--- eq-result-is-boolean: whatever the handler answers becomes true or false
local m = {__eq = function() return 5 end}
print(setmetatable({}, m) == setmetatable({}, m))
m.__eq = function() return nil end
print(setmetatable({}, m) == setmetatable({}, m), setmetatable({}, m) ~= setmetatable({}, m))
m.__eq = function() end
print(setmetatable({}, m) == setmetatable({}, m))
--> true
--> false	true
--> false

--- eq-not-asked: for the same object, for other types, for numbers and strings
local calls = 0
local m = {__eq = function() calls = calls + 1 return true end}
local a = setmetatable({}, m)
print(a == a, a == 1, a == "x", a == nil, 1 == a, a == print, calls)
--> true	false	false	false	false	false	0

--- eq-conditions: in every kind of condition
local m = {__eq = function() return true end}
local a, b = setmetatable({}, m), setmetatable({}, m)
if a == b then print("if") end
if a ~= b then print("never") else print("else") end
while a == b do print("while") break end
print(not (a == b), a == b and 1 or 2, (a ~= b) or "or")
--> if
--> else
--> while
--> false	1	or

--- eq-userdata: proxies
local p, q = newproxy(true), nil
q = newproxy(p)
getmetatable(p).__eq = function() return true end
print(p == q, p ~= q, rawequal(p, q))
--> true	false	false

--- lt-le: the handlers, and <= by not <
local m = {__lt = function(a, b) return a.v < b.v end}
local function new(v) return setmetatable({v = v}, m) end
print(new(1) < new(2), new(2) < new(1), new(1) > new(2), new(1) <= new(2), new(2) <= new(1), new(1) <= new(1), new(1) >= new(2))
m.__le = function(a, b) return "le" end
print(new(2) <= new(1), new(2) >= new(1))
m.__le = function(a, b) return nil end
print(new(1) <= new(2))
--> true	false	false	true	false	true	false
--> true	true
--> false

--- lt-operands: > is < with the operands exchanged
local m = {__lt = function(a, b) print(a.n, b.n) return false end, __le = function(a, b) print("le", a.n, b.n) return true end}
local a, b = setmetatable({n = "a"}, m), setmetatable({n = "b"}, m)
print(a < b)
print(a > b)
print(a <= b)
print(a >= b)
--> a	b
--> false
--> b	a
--> false
--> le	a	b
--> true
--> le	b	a
--> true

--- order-same-handler: both operands must have the same handler
local a, b = setmetatable({}, {__lt = function() return true end}), setmetatable({}, {__lt = function() return true end})
print(pcall(function() return a < b end))
local f = function() return true end
local a, b = setmetatable({}, {__lt = f}), setmetatable({}, {__lt = f})
print(pcall(function() return a < b end))
--> false	case.lua:2: attempt to compare two table values
--> true	true

--- order-mixed-types: no handler is asked for different types
local t = setmetatable({}, {__lt = function() return true end, __le = function() return true end})
print(pcall(function() return t < 1 end))
print(pcall(function() return 1 < t end))
print(pcall(function() return t <= "x" end))
print(pcall(function() return "x" >= t end))
--> false	case.lua:2: attempt to compare table with number
--> false	case.lua:3: attempt to compare number with table
--> false	case.lua:4: attempt to compare table with string
--> false	case.lua:5: attempt to compare table with string

--- order-wrong: every pair of kinds, in the order they are written
local values = {1, "1", true, {}, print}
for i = 1, 5 do
  for j = 1, 5 do
    local x, y = values[i], values[j]
    local ok, message = pcall(function() return x < y end)
    if not ok then print(i, j, message) end
    local ok, message = pcall(function() return x >= y end)
    if not ok then print(i, j, message) end
  end
end
print(pcall(function() return nil < 1 end))
print(pcall(function() local n return n <= n end))
print(pcall(function() return {} < 5 end))
print(pcall(function() return 5 > {} end))
print(pcall(function() return {} > 5 end))
print(pcall(function() return "a" < 5 end))
--> 1	2	case.lua:5: attempt to compare number with string
--> 1	2	case.lua:7: attempt to compare string with number
--> 1	3	case.lua:5: attempt to compare number with boolean
--> 1	3	case.lua:7: attempt to compare boolean with number
--> 1	4	case.lua:5: attempt to compare number with table
--> 1	4	case.lua:7: attempt to compare table with number
--> 1	5	case.lua:5: attempt to compare number with function
--> 1	5	case.lua:7: attempt to compare function with number
--> 2	1	case.lua:5: attempt to compare string with number
--> 2	1	case.lua:7: attempt to compare number with string
--> 2	3	case.lua:5: attempt to compare string with boolean
--> 2	3	case.lua:7: attempt to compare boolean with string
--> 2	4	case.lua:5: attempt to compare string with table
--> 2	4	case.lua:7: attempt to compare table with string
--> 2	5	case.lua:5: attempt to compare string with function
--> 2	5	case.lua:7: attempt to compare function with string
--> 3	1	case.lua:5: attempt to compare boolean with number
--> 3	1	case.lua:7: attempt to compare number with boolean
--> 3	2	case.lua:5: attempt to compare boolean with string
--> 3	2	case.lua:7: attempt to compare string with boolean
--> 3	3	case.lua:5: attempt to compare two boolean values
--> 3	3	case.lua:7: attempt to compare two boolean values
--> 3	4	case.lua:5: attempt to compare boolean with table
--> 3	4	case.lua:7: attempt to compare table with boolean
--> 3	5	case.lua:5: attempt to compare boolean with function
--> 3	5	case.lua:7: attempt to compare function with boolean
--> 4	1	case.lua:5: attempt to compare table with number
--> 4	1	case.lua:7: attempt to compare number with table
--> 4	2	case.lua:5: attempt to compare table with string
--> 4	2	case.lua:7: attempt to compare string with table
--> 4	3	case.lua:5: attempt to compare table with boolean
--> 4	3	case.lua:7: attempt to compare boolean with table
--> 4	4	case.lua:5: attempt to compare two table values
--> 4	4	case.lua:7: attempt to compare two table values
--> 4	5	case.lua:5: attempt to compare table with function
--> 4	5	case.lua:7: attempt to compare function with table
--> 5	1	case.lua:5: attempt to compare function with number
--> 5	1	case.lua:7: attempt to compare number with function
--> 5	2	case.lua:5: attempt to compare function with string
--> 5	2	case.lua:7: attempt to compare string with function
--> 5	3	case.lua:5: attempt to compare function with boolean
--> 5	3	case.lua:7: attempt to compare boolean with function
--> 5	4	case.lua:5: attempt to compare function with table
--> 5	4	case.lua:7: attempt to compare table with function
--> 5	5	case.lua:5: attempt to compare two function values
--> 5	5	case.lua:7: attempt to compare two function values
--> false	case.lua:11: attempt to compare nil with number
--> false	case.lua:12: attempt to compare two nil values
--> false	case.lua:13: attempt to compare table with number
--> false	case.lua:14: attempt to compare table with number
--> false	case.lua:15: attempt to compare number with table
--> false	case.lua:16: attempt to compare string with number

--- order-numbers: with infinities and what is no number
local nan, inf = 0 / 0, 1 / 0
print(1 < 2, 2 < 1, 1 <= 1, 1 >= 2, -1 < 0, inf > 1e308, -inf < inf, inf <= inf)
print(nan < 1, nan > 1, nan <= nan, nan == nan, nan ~= nan, 1 < nan)
if nan < 1 then print("a") elseif nan >= 1 then print("b") else print("c") end
if not (nan < 1) then print("d") end
--> true	false	true	false	true	true	true	true
--> false	false	false	false	true	false
--> c
--> d

--- order-strings: byte by byte, zeros too, numerals are texts
print("a" < "b", "a" < "B", "" < "a", "a" < "aa", "Z" < "a", "10" < "9", "a" <= "a", "b" >= "a")
print("a\0b" < "a\0c", "a\0b" < "a", "a" < "a\0", "\0" < "\1", "\200" > "a")
--> true	false	true	true	true	true	true	true
--> true	false	true	true	true

--- equality-no-coercion: a numeral is no number
print(1 == "1", "1" == 1, 0 == false, nil == false, "" == false, 1 == 1.0, 0 == -0, "a" == "a")
--> false	false	false	false	false	true	true	true

--- handlers-that-yield-errors: an error in a comparison
local m = {__lt = function() error("lt") end, __eq = function() error("eq", 0) end}
local a, b = setmetatable({}, m), setmetatable({}, m)
print(pcall(function() return a < b end))
print(pcall(function() return a == b end))
print(pcall(function() return a <= b end))
--> false	case.lua:1: lt
--> false	eq
--> false	case.lua:1: lt

--- order-thread-string: the reference takes them for one kind
print(pcall(function() return coroutine.create(print) < "" end))
print(pcall(function() return "" < coroutine.create(function() end) end))
local co = coroutine.create(function() end)
print(pcall(function() return co < "" end))
print(pcall(function() return "" < co end))
print(pcall(function() return co < 1 end))
--> false	case.lua:1: bad argument #1 to 'create' (Lua function expected)
--> false	case.lua:2: attempt to compare two string values
--> false	case.lua:4: attempt to compare two thread values
--> false	case.lua:5: attempt to compare two string values
--> false	case.lua:6: attempt to compare thread with number

--- numbers-with-metatables: the same metamethods for both are of no use where the types differ
local mt = {__lt = function() return true end, __le = function() return true end}
debug.setmetatable(0, mt)
local t, five = setmetatable({}, mt), 5
local function e(f) print((select(2, pcall(f)):gsub("^.*: ", ""))) end
e(function() return t < 5 end) e(function() return t <= 5 end) e(function() return t > 5 end) e(function() return t >= 5 end)
e(function() return 5 < t end) e(function() return 5 <= t end) e(function() return 5 > t end) e(function() return 5 >= t end)
e(function() return t < five end) e(function() return t <= five end) e(function() return t > five end) e(function() return t >= five end)
e(function() if not (t < 5) then end end) e(function() if not (t <= 5) then end end)
e(function() if not (t > 5) then end end) e(function() if not (t >= 5) then end end)
e(function() if not (five < t) then end end) e(function() if not (five <= t) then end end)
e(function() if not (five > t) then end end) e(function() if not (five >= t) then end end)
print(t < setmetatable({}, mt), 1 < 2, 2 <= 1, five > 4, five >= 6)
debug.setmetatable(0, nil)
--> attempt to compare table with number
--> attempt to compare table with number
--> attempt to compare number with table
--> attempt to compare number with table
--> attempt to compare number with table
--> attempt to compare number with table
--> attempt to compare table with number
--> attempt to compare table with number
--> attempt to compare table with number
--> attempt to compare table with number
--> attempt to compare number with table
--> attempt to compare number with table
--> attempt to compare table with number
--> attempt to compare table with number
--> attempt to compare number with table
--> attempt to compare number with table
--> attempt to compare number with table
--> attempt to compare number with table
--> attempt to compare table with number
--> attempt to compare table with number
--> true	true	false	true	false
