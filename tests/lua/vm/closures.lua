-- Closures and the variables that they share.
local function counter() local c = 0 return function() c = c + 1 return c end end
local c1, c2 = counter(), counter()
print(c1(), c1(), c2(), c1(), c2()) --> 1	2	1	3	2

-- Siblings share; cousins do not.
local function cell(v)
  return function() return v end, function(x) v = x end, function(f) v = f(v) return v end
end
local get, set, update = cell(1)
local get2, set2 = cell(2)
set(10)
print(get(), get2(), update(function(x) return x + 1 end), get(), set2(get()), get2()) --> 10	2	11	11	nil	11

-- Loop variables: fresh in each turn, captured and changed.
local fs = {}
for i = 1, 5 do fs[i] = { get = function() return i end, inc = function() i = i + 1 end } end
fs[1].inc() fs[1].inc() fs[3].inc()
print(fs[1].get(), fs[2].get(), fs[3].get(), fs[5].get()) --> 3	2	4	5
fs = {}
for i = 1, 3 do
  local j = i
  fs[#fs + 1] = function() i = i + 10 j = j + 1 return i + j end
  i = i * 100
end
print(fs[1](), fs[1](), fs[2](), fs[3]()) --> 112	123	213	314
fs = {}
for k, v in pairs { 10, 20, 30 } do fs[k] = function(d) v = v + d return k, v end end
print(fs[1](1)) print(fs[1](1)) print(fs[3](5)) --> 1	11
--> 1	12
--> 3	35
local i = 1
fs = {}
while i <= 3 do
  local v = i
  fs[i] = function() v = v * 2 return v end
  i = i + 1
end
print(fs[1](), fs[2](), fs[3](), fs[3]()) --> 2	4	6	12
fs, i = {}, 0
repeat
  local v = i
  fs[#fs + 1] = function() v = v + 1 return v end
  i = i + 1
until v == 2 or (function() v = v + 100 return false end)()
print(#fs, fs[1](), fs[2](), fs[3]()) --> 3	101	102	3

-- A captured variable that is left by break, return and goto-like nesting.
local function find(list, x)
  for index, v in ipairs(list) do
    local where = index
    if v == x then return function() where = where + 1 return where, v end end
  end
end
print(find({ "a", "b" }, "b")()) --> 3	b
local kept
for n = 1, 10 do
  local m = n * n
  kept = function() m = m + 1 return n, m end
  if m > 20 then break end
end
print(kept()) print(kept()) --> 5	26
--> 5	27

-- Many levels: the innermost reads and writes all of them.
local function l1(a)
  return function(b)
    return function(c)
      return function(d)
        a, b, c, d = a + 1, b + a, c + b, d + c
        return a, b, c, d
      end
    end
  end
end
local l2 = l1(1)
local l3 = l2(10)
local l4, l4b = l3(100), l3(200)
print(l4(1000)) print(l4(1000)) print(l4b(0)) print(l2(10)(0)(0)) --> 2	11	110	1100
--> 3	13	121	1110
--> 4	16	213	200
--> 5	14	10	0

-- A function that is only passed through a level.
local function outer()
  local x = 0
  local function middle() return function() x = x + 1 return x end end
  return middle(), middle(), function() return x end
end
local m1, m2, read = outer()
m1() m2() m1()
print(read()) --> 3

-- Parameters, var-args copies, self and local functions as captured variables.
local function par(a, b, ...) local n = select('#', ...) return function() a, b, n = b, a, n + 1 return a, b, n end end
local p = par(1, 2, 3, 4)
print(p()) print(p()) --> 2	1	3
--> 1	2	4
local obj = { v = 1 }
function obj:adder() return function(d) self.v = self.v + d return self.v end end
print(obj:adder()(5), obj:adder()(5)) --> 6	11
local function selfref(n) local me = selfref return n == 0 and "end" or me(n - 1) end
print(selfref(3)) --> end
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local oldfib = fib
fib = function(n) return 1000 end
print(oldfib(5), fib(5)) --> 2000	1000

-- Assignment to a variable after its capture, before and between calls.
local v = 1
local function see() return v end
v = 2
print(see()) --> 2
v = nil
print(see()) --> nil
do local v = "inner" print(see(), v) end --> nil	inner
local function swap() local x, y = 1, 2 local function s() x, y = y, x return x, y end return s end
local s = swap()
print(s()) print(s()) --> 2	1
--> 1	2

-- Captured and not captured variables side by side.
local function mixed(n)
  local a, b, c, d = n, n + 1, n + 2, n + 3
  local f = function() b = b + a return b + d end
  c = c + f()
  d = d * 2
  return a, b, c, d, f(), b
end
print(mixed(1)) --> 1	3	10	8	12	4

-- Recursion: each activation has its own variables.
local function rec(n, acc)
  local own = n
  acc[#acc + 1] = function() own = own + 1 return own end
  if n > 0 then rec(n - 1, acc) end
  return acc
end
local acc = rec(3, {})
print(acc[1](), acc[1](), acc[2](), acc[3](), acc[4](), acc[4]()) --> 4	5	3	2	1	2

-- Coroutines and captured variables of the outside.
local shared = 0
local gen = coroutine.wrap(function() local own = 0 while true do own = own + 1 shared = shared + own coroutine.yield(own, shared) end end)
print(gen()) shared = 100 print(gen()) print(gen(), shared) --> 1	1
--> 2	102
--> 3	105

-- Errors leave captured variables with their last values.
local e = 0
pcall(function() e = 1 local x = 5 keep_x = function() x = x + 1 return x end error() end)
print(e, keep_x(), keep_x()) --> 1	6	7
keep_x = nil

-- Closures in tables of closures.
local function stack()
  local items, n = {}, 0
  return { push = function(x) n = n + 1 items[n] = x return n end, pop = function() local x = items[n] items[n] = nil n = n - 1 return x end, size = function() return n end }
end
local st = stack()
st.push("a") st.push("b")
print(st.size(), st.pop(), st.push("c"), st.pop(), st.pop(), st.size()) --> 2	b	2	c	a	0
