-- heavy: runs to the limit of the stack many times
-- Endless recursion of every kind of call ends in an error that pcall catches, and the program goes on.
local function try(name, f, ...)
  local ok, message = pcall(f, ...)
  print(name, ok, string.find(tostring(message), "overflow") ~= nil)
end

local function plain() plain() end
try("statement", plain) --> statement	false	true
local function sum(n) return 1 + sum(n + 1) end
try("expression", sum, 1) --> expression	false	true
local function arg(n) return tostring(arg(n + 1)), 1 end
try("argument", arg, 1) --> argument	false	true
local function va2(...) return (va2(...)) end
try("var-args", va2, 1, 2, 3, 4, 5) --> var-args	false	true
local function many(a, b, c, d, e, f, g, h) local i, j, k = many(h, g, f, e, d, c, b, a) return i, j, k end
try("many locals", many, 1, 2, 3, 4, 5, 6, 7, 8) --> many locals	false	true
local a, b
function a(n) return 1 + b(n) end
function b(n) return 1 + a(n) end
try("mutual", a, 1) --> mutual	false	true
local o = {}
function o:m() return not self:m() end
try("method", o.m, o) --> method	false	true
function recursive_global() recursive_global() return 1 end
try("global", recursive_global) --> global	false	true
recursive_global = nil
local t = { { {} } }
t[1][1].f = function() return { t[1][1].f() } end
try("constructor", t[1][1].f) --> constructor	false	true
try("condition", (function() local function c() if c() then return 1 end end return c end)()) --> condition	false	true
try("in a loop", (function() local function l() for i = 1, 2 do l() end end return l end)()) --> in a loop	false	true
try("in an iterator", (function() local function it() for x in it do end return nil end return it end)()) --> in an iterator	false	true

-- The depth is at least what programs of the reference implementation may need, and the same each time.
local function depth_of(f)
  local depth = 0
  local function go() depth = depth + 1 go() end
  pcall(go)
  return depth
end
local d1, d2 = depth_of(), depth_of()
print(d1 > 15000, d1 == d2) --> true	true
local function down(n) if n == 0 then return 0 end return 1 + down(n - 1) end
print(down(15000)) --> 15000
for i = 1, 5 do print(down(1000 * i)) end --> 1000
--> 2000
--> 3000
--> 4000
--> 5000

-- Locals around the overflow are as they were.
local kept, list = "kept", { 1, 2, 3 }
local counter = 0
local function count() counter = counter + 1 count() end
print((pcall(count)), kept, #list, counter > 1000) --> false	kept	3	true

-- An overflow again and again.
local failures = 0
for i = 1, 20 do if not pcall(plain) then failures = failures + 1 end end
print(failures) --> 20

-- Inside of a coroutine, which is dead after it; another one works.
local co = coroutine.create(plain)
local ok, m = coroutine.resume(co)
print(ok, string.find(m, "overflow") ~= nil, coroutine.status(co)) --> false	true	dead
print(coroutine.resume(coroutine.create(function() return pcall(plain) == false, down(5000) end))) --> true	true	5000
