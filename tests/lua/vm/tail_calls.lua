-- heavy: a million calls each
-- A million tail calls of every shape run in constant space.
local N = 1000000
collectgarbage()
local before = collectgarbage("count")

local function count(n) if n == 0 then return "self" end return count(n - 1) end
print(count(N)) --> self
local a, b, c
function a(n) if n == 0 then return "a" end return b(n - 1) end
function b(n) if n == 0 then return "b" end return c(n - 1) end
function c(n) if n == 0 then return "c" end return a(n - 1) end
print(a(N)) --> b
local o = setmetatable({}, { __index = { m = function(self, n) if n == 0 then return self ~= nil end return self:m(n - 1) end } })
print(o:m(N)) --> true
local callable = setmetatable({}, { __call = function(self, n, x) if n == 0 then return x end return self(n - 1, x) end })
print(callable(N, "callable")) --> callable
local function args(n, ...) if n == 0 then return select('#', ...), ... end return args(n - 1, ...) end
print(args(N, 1, nil, 3, nil)) --> 4	1	nil	3	nil
local function grow(n, x, y) if n == 0 then return x, y end if n % 2 == 0 then return grow(n - 1, x) end return grow(n - 1, x, y, n) end
print(grow(N, "x", "y")) --> x	nil
local function fixed(n, p, q, r, s) if n == 0 then return p, q, r, s end return fixed(n - 1, s, p, q, r) end
print(fixed(N, 1, 2, 3, 4)) --> 1	2	3	4
function global_tail(n) if n == 0 then return "global" end return global_tail(n - 1) end
print(global_tail(N)) --> global
global_tail = nil
local states = {}
function states.even(n) if n == 0 then return "even" end return states.odd(n - 1) end
function states.odd(n) if n == 0 then return "odd" end return states["even"](n - 1) end
print(states.even(N), states.even(N + 1)) --> even	odd
local function capture(n, f) if n == 0 then return f() end local v = n return capture(n - 1, function() return v end) end
print(capture(N, nil)) --> 1
local function cond(n) return n == 0 and "and" or cond(n - 1) end
print(cond(1000)) --> and
local function pack(n, t) t[1] = (t[1] or 0) + n if n == 0 then return t[1] end return pack(n - 1, t) end
print(pack(N, {})) --> 500000500000

collectgarbage()
print(collectgarbage("count") - before < 1000) --> true

-- The last call may be one of a native, with all its results.
local function last(...) return select(...) end
print(last(2, "a", "b", "c")) --> b	c
local function un(t) return unpack(t) end
print(un { 1, 2, nil, 4 }) --> 1	2	nil	4
local function prot(f, ...) return pcall(f, ...) end
print(prot(error, "caught", 0)) --> false	caught
print(prot(prot, prot, select, '#', 1, 2)) --> true	true	true	2
local function raise(m) return error(m, 0) end
print(pcall(raise, "tail error")) --> false	tail error
local function yields(...) return coroutine.yield(...) end
local co = coroutine.wrap(function(...) return yields(...) end)
print(co(1, 2)) print(co(3, 4)) --> 1	2
--> 3	4
local function resumes(co, ...) return coroutine.resume(co, ...) end
print(resumes(coroutine.create(function(...) return ... end), "through", "resume")) --> true	through	resume
local function str(s) return s:upper() end
print(str "method of a string") --> METHOD OF A STRING

-- A tail call of something that cannot be called.
print((pcall(function() return undefined_function() end))) --> false
print((pcall(function() local x = {} return x.y() end))) --> false

-- Tail calls inside of pcall, coroutines and metamethods.
print(pcall(count, 1000)) --> true	self
print(coroutine.wrap(count)(1000)) --> self
print(setmetatable({}, { __index = function(t, k) return count(k) end })[1000]) --> self
print(setmetatable({}, { __add = function(x, n) return args(n, "added") end }) + 1000) --> 1
for v in function(s, x) return (function(y) if not y then return 1 elseif y < 3 then return y + 1 end end)(x) end do print(v) end --> 1
--> 2
--> 3
