-- heavy: a hundred thousand calls
-- return f(args) is a tail call: any number of them needs no room.
local function count(n) if n == 0 then return "done" end return count(n - 1) end
print(count(100000)) --> done
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(100001)) --> false

-- Methods, fields, calls with strings and tables, var-args in tail position.
local o = {}
function o:count(n) if n == 0 then return self end return self:count(n - 1) end
print(o:count(50000) == o) --> true
local t = { f = function(self, n) if n == 0 then return "field" end return self.f(self, n - 1) end }
print(t.f(t, 50000)) --> field
local function sum(acc, n, ...) if not n then return acc end return sum(acc + n, ...) end
print(sum(0, 1, 2, 3, 4, 5)) --> 15
local function rotate(n, a, ...) if n == 0 then return a, ... end local r = { ... } r[#r + 1] = a return rotate(n - 1, unpack(r)) end
print(rotate(10000, 1, 2, 3)) --> 2	3	1
local function str(s) return s end
local function tab() return str "x" end
print(tab()) --> x

-- All results of the called function are returned.
local function many() return 1, nil, 3 end
local function tail() return many() end
print(tail()) --> 1	nil	3
print(select('#', tail())) --> 3

-- These are no tail calls, but they work: adjusted results, expressions, more values.
local function one() return (many()) end
local function expr() return many() + 1 end
local function two() return many(), many() end
local function nores() many() return end
local function orres() return nil or many() end
print(one()) print(expr()) print(two()) print(select('#', nores())) print(orres()) --> 1
--> 2
--> 1	1	nil	3
--> 0
--> 1

-- Tail calls of natives and of callable tables.
local function native(x) return tostring(x) end
print(native(12) .. native(nil)) --> 12nil
local callable = setmetatable({}, { __call = function(self, n) if n == 0 then return "called" end return self(n - 1) end })
print(callable(20000)) --> called
local function pc(n) if n == 0 then return "end" end return select(2, pcall(function() return "inner", n end)), n end
print(pc(3)) --> inner	3

-- A tail call in a branch, a loop and a nested block.
local function branch(n)
  if n > 10 then
    while true do
      do return branch(n - 10) end
    end
  elseif n > 0 then
    for i = 1, 2 do return branch(n - 1) end
  else
    return (function(...) return select('#', ...), ... end)(n, "end")
  end
end
print(branch(1000)) --> 2	0	end

-- Captured variables survive the frame that is replaced.
local function capture(n, acc)
  local v = n
  acc[#acc + 1] = function() v = v + 1 return v end
  if n == 0 then return acc end
  return capture(n - 1, acc)
end
local acc = capture(3, {})
print(#acc, acc[1](), acc[1](), acc[2](), acc[4]()) --> 4	4	5	3	1
