-- Captured and reassigned: a cell. Captured only: copied. Neither: a register.
local counter, fixed, plain = 0, 1, 2
plain = plain + 1
local function count(step)
  counter = counter + 1
  counter = counter + step
  counter = counter + f()
  return counter + fixed
end
counter = counter + fixed
counter = counter + f()
local function recursive(n) return n > 0 and recursive(n - 1) end
local function replaced() return replaced end
replaced = nil
local function parameters(a, b)
  a = b
  return function() return a, b end
end
for i = 1, 2 do
  local fresh
  f(function() fresh = i; return function() return fresh, i, fixed end end)
end
repeat local last = f(); f(function() last = 1 end) until last
