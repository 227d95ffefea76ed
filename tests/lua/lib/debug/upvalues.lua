-- debug.getupvalue and debug.setupvalue. Variables that are assigned somewhere are shared between closures.

local a, b, c = 1, 2, 3
local function first() b = b + 1 return c, a end
local function second() a = a + 1 c = c + 1 return b end
for index = 0, 4 do print(index, debug.getupvalue(first, index)) end
--> 0
--> 1	b	2
--> 2	c	3
--> 3	a	1
--> 4
for index = 1, 3 do print(index, debug.getupvalue(second, index)) end
--> 1	a	1
--> 2	c	3
--> 3	b	2
print(debug.setupvalue(first, 1, 50), b, (debug.getupvalue(second, 3)), select(2, debug.getupvalue(second, 3)))
--> b	50	b	50
print(second(), a, c) --> 50	2	4
print(select("#", debug.setupvalue(first, 9, 1)), select("#", debug.getupvalue(first, 9))) --> 0	0

-- Through two functions.
local function outer()
  local kept = 1
  return function()
    local function inner() kept = kept + 1 return kept end
    return inner
  end
end
local inner = outer()()
print(debug.setupvalue(inner, 1, 10), inner(), debug.getupvalue(inner, 1)) --> kept	11	kept	11

-- A variable that is set by name only once is still the function's own.
local fixed = "fixed"
local function reads() return fixed end
print(debug.getupvalue(reads, 1)) --> fixed	fixed
print(debug.setupvalue(reads, 1, "changed"), reads()) --> fixed	changed

-- Natives have none that a program may touch.
print(debug.getupvalue(type, 1)) -->
print(debug.setupvalue(type, 1, 10)) -->
print(select("#", debug.getupvalue(string.gmatch("x", "x"), 1))) --> 0

print(pcall(debug.getupvalue)) --> false	bad argument #2 to '?' (number expected, got no value)
print(pcall(debug.getupvalue, 1, 1)) --> false	bad argument #1 to '?' (function expected, got number)
print(pcall(debug.getupvalue, type)) --> false	bad argument #2 to '?' (number expected, got no value)
print(pcall(debug.getupvalue, 1, {})) --> false	bad argument #2 to '?' (number expected, got table)
print(pcall(debug.setupvalue, first, 1)) --> false	bad argument #3 to '?' (value expected)
print(pcall(debug.setupvalue, first)) --> false	bad argument #3 to '?' (value expected)
