-- A generic for calls its iterator with state and control until the first value is nil.
local function iter(s, c)
  c = c + 1
  if c <= s.n then return c, c * c, c * c * c end
end
for a, b, c in iter, { n = 3 }, 0 do print(a, b, c) end --> 1	1	1
--> 2	4	8
--> 3	9	27
for a in iter, { n = 2 }, 0 do print(a) end --> 1
--> 2
for a, b, c, d in iter, { n = 1 }, 0 do print(a, b, c, d) end --> 1	1	1	nil

-- The three expressions: adjusted to three values, evaluated once.
local evaluated = 0
local function explist() evaluated = evaluated + 1 return iter, { n = 2 }, 0, "extra" end
for a in explist() do end
print(evaluated) --> 1
for a in iter, { n = 2 }, 1, print("extra is evaluated") do print(a) end --> extra is evaluated
--> 2
local function first() return iter end
for a, b in first(), { n = 1 }, 0 do print(a, b) end --> 1	1
for a in (function() end) do print("never") end

-- Missing state and control are nil.
local function shows(...)
  print(select('#', ...), ...)
  return nil
end
for x in shows do end --> 2	nil	nil
for x in shows, 1 do end --> 2	1	nil
for x in shows, 1, 2, 3 do end --> 2	1	2

-- The control is the first variable's value as it was returned.
local calls = {}
local function watch(s, c)
  calls[#calls + 1] = tostring(c)
  if #calls < 4 then return #calls * 10 end
end
for x in watch do x = "changed" end
print(table.concat(calls, " ")) --> nil 10 20 30

-- false does not end the loop, only nil.
local k = 0
for x, y in function() k = k + 1 if k == 1 then return false, "f" elseif k == 2 then return nil, "never" end end do
  print(x, y) --> false	f
end

-- Closures over fresh variables in each turn.
local fs = {}
for i, v in ipairs({ "a", "b", "c" }) do fs[i] = function() v = v .. i return v end end
print(fs[1](), fs[1](), fs[2](), fs[3]()) --> a1	a11	b2	c3

-- A closure as an iterator needs no state.
local function range(n)
  local i = 0
  return function() i = i + 1 if i <= n then return i end end
end
local sum = 0
for i in range(10) do sum = sum + i end
print(sum) --> 55

-- Standard iterators.
for i, v in ipairs({ 10, 20, nil, 40 }) do print(i, v) end --> 1	10
--> 2	20
local keys = {}
for key in pairs({ x = 1, y = 2, z = 3, 4 }) do keys[#keys + 1] = tostring(key) end
table.sort(keys)
print(table.concat(keys, " ")) --> 1 x y z
for key, v in next, { only = "one" } do print(key, v) end --> only	one
for w in string.gmatch("one two", "%a+") do print(w) end --> one
--> two

-- A callable table as an iterator; a value that cannot be called is an error.
local callable = setmetatable({}, { __call = function(self, s, c) if c < 2 then return c + 1, s end end })
for a, b in callable, "state", 0 do print(a, b) end --> 1	state
--> 2	state
print((pcall(function() for x in 5 do end end))) --> false
print((pcall(function() for x in nil do end end))) --> false
print((pcall(function() for x in {} do end end))) --> false

-- The variables are local: the outer ones stay.
local a, b = "outer a", "outer b"
for a, b in pairs({ 1 }) do end
print(a, b) --> outer a	outer b
-- The expressions do not see the variables.
local t = { 5 }
for i, t in ipairs(t) do print(i, t) end --> 1	5
print(t[1]) --> 5

-- break, return and nesting.
local function find(list, what)
  for i, v in ipairs(list) do
    for j, w in ipairs(v) do
      if w == what then return i, j end
      if w == "skip" then break end
    end
  end
end
print(find({ { 1, 2 }, { "skip", 3 }, { 4, 3 } }, 3)) --> 3	2

-- Errors and coroutines inside of iterators.
print(select(2, pcall(function() for x in function() error("in iterator", 0) end do end end))) --> in iterator
for x, y in coroutine.wrap(function() coroutine.yield(1, 2) coroutine.yield(3, 4) end) do print(x, y) end --> 1	2
--> 3	4
