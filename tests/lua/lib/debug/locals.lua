-- debug.getlocal and debug.setlocal: names in the order of declaration, hidden variables and temporaries included.

local function show(level)
  local list = {}
  local index = 1
  while true do
    local name, value = debug.getlocal(level + 1, index)
    if not name then break end
    if type(value) == "function" or type(value) == "table" then value = type(value) end
    list[index] = name .. "=" .. tostring(value)
    index = index + 1
  end
  print(table.concat(list, " "))
end

local function scopes(x, y, ...)
  local z = 10
  show(1)
  for i = 1, 2 do
    local w = i
    show(1)
  end
  for i = 3, 4, 1 do
    i = i + 1
    show(1)
  end
  for k, v in pairs { 5, 6, q = 1 } do
    show(1)
  end
  for k, v in ipairs { 5, 6 } do show(1) end
  do
    local captured = 7
    local function increment() captured = captured + 1 end
    increment()
    show(1)
  end
  show(1)
end
scopes(1, 2, 3, 4)
--> x=1 y=2 arg=table z=10
--> x=1 y=2 arg=table z=10 (for index)=1 (for limit)=2 (for step)=1 i=1 w=1
--> x=1 y=2 arg=table z=10 (for index)=2 (for limit)=2 (for step)=1 i=2 w=2
--> x=1 y=2 arg=table z=10 (for index)=3 (for limit)=4 (for step)=1 i=4
--> x=1 y=2 arg=table z=10 (for index)=4 (for limit)=4 (for step)=1 i=5
--> x=1 y=2 arg=table z=10 (for generator)=function (for state)=table (for control)=1 k=1 v=5
--> x=1 y=2 arg=table z=10 (for generator)=function (for state)=table (for control)=2 k=2 v=6
--> x=1 y=2 arg=table z=10 (for generator)=function (for state)=table (for control)=q k=q v=1
--> x=1 y=2 arg=table z=10 (for generator)=function (for state)=table (for control)=1 k=1 v=5
--> x=1 y=2 arg=table z=10 (for generator)=function (for state)=table (for control)=2 k=2 v=6
--> x=1 y=2 arg=table z=10 captured=8 increment=function
--> x=1 y=2 arg=table z=10

local function dots(...)
  show(1)
  local n = select("#", ...)
  show(1)
end
dots(1, 2)
--> arg=nil
--> arg=nil n=2

-- Traversals keep their key where a program can see it, also after it has been looked at and removed.
local t = { a = 1, b = 2, c = 3 }
local sum = 0
for k, v in pairs(t) do
  local name, control = debug.getlocal(1, 8)
  assert(name == "(for control)" and control == k)
  t[k] = nil
  sum = sum + v
end
print(sum, next(t)) --> 6	nil
for k in pairs { 1, 2, 3, 4, 5 } do
  print(k)
  --> 1
  --> 2
  if k == 2 then print(debug.setlocal(1, 8, 4)) end
  --> (for control)
  --> 5
end

-- Setting.
local function set()
  local a, b = 1, 2
  print(debug.setlocal(1, 1, "x"), debug.setlocal(1, 2, "y"), debug.setlocal(1, 9, 1))
  print(a, b)
  local shared = 5
  local function increment() shared = shared + 1 return shared end
  print(debug.setlocal(1, 3, 100), increment(), shared)
end
set()
--> a	b	nil
--> x	y
--> shared	101	101
local function caller()
  local mine = "old"
  local function callee() return debug.setlocal(2, 1, "new") end
  print(callee(), mine)
end
caller() --> mine	new

-- Temporaries: arguments of natives, and what an expression has computed so far.
print(debug.getlocal(0, 1)) --> (*temporary)	0
print(select("#", debug.getlocal(0, 3)), (debug.getlocal(0, 2)), (debug.getlocal(0, 3))) --> 1	(*temporary)	nil
local function inside()
  print(debug.getlocal(2, 3))
  print(debug.getlocal(2, 4))
  print(debug.setlocal(2, 3, 10))
  return 20
end
local function outside(a, b) return (a + 1) + inside() end
print(outside(0, 0))
--> (*temporary)	1
--> nil
--> (*temporary)
--> 30

-- Coroutines.
local co = coroutine.create(function(x, y)
  local z = 3
  coroutine.yield()
  for i = 1, 2 do coroutine.yield() end
  return x, y, z
end)
print(pcall(debug.getlocal, co, 0, 1)) --> false	bad argument #2 to '?' (level out of range)
coroutine.resume(co, 1, 2)
for index = 1, 4 do print(debug.getlocal(co, 1, index)) end
--> x	1
--> y	2
--> z	3
--> nil
print(debug.setlocal(co, 1, 1, "X"), debug.setlocal(co, 1, 3, "Z")) --> x	z
coroutine.resume(co)
for index = 1, 8 do print(debug.getlocal(co, 1, index)) end
--> x	X
--> y	2
--> z	Z
--> (for index)	1
--> (for limit)	2
--> (for step)	1
--> i	1
--> nil
coroutine.resume(co)
print(coroutine.resume(co)) --> true	X	2	Z

-- Errors.
print(pcall(debug.getlocal)) --> false	bad argument #1 to '?' (number expected, got no value)
print(pcall(debug.getlocal, 1)) --> false	bad argument #2 to '?' (number expected, got no value)
print(pcall(debug.getlocal, 100, 1)) --> false	bad argument #1 to '?' (level out of range)
print(pcall(debug.getlocal, 1, 0)) --> true	nil
print(pcall(debug.getlocal, 1, -1)) --> true	nil
print(pcall(debug.setlocal, 1, 1)) --> false	bad argument #3 to '?' (value expected)
print(pcall(debug.setlocal, 100, 1, 1)) --> false	bad argument #1 to '?' (level out of range)
print(pcall(debug.setlocal, 1, 1000, 5)) --> true	nil
print(pcall(debug.setlocal, co, 1, 1)) --> false	bad argument #2 to '?' (level out of range)
