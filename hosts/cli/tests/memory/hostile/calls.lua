--- recursion with closures
local function f() local x = {} return (function() return x, f() end)() end
f()

--- recursion of two
local f, g
function f(n) return 1 + g({ n }) end
function g(n) return 1 + f({ n }) end
f(1)

--- recursion in a comparison => stack overflow | not enough memory
local function f() table.sort({ 1, 2, 3 }, f) end
f()

--- recursion in gsub => not enough memory | stack overflow
local function f(s) return (s .. s):gsub('^.', f) end
f('x')

--- recursion in tostring => stack overflow
local t = setmetatable({}, { __tostring = function(t) return tostring(t) .. 'x' end })
tostring(t)

--- recursion in concatenation => stack overflow | not enough memory
local t = setmetatable({}, { __concat = function(a, b) return a .. b .. 'x' end })
return t .. t

--- recursion in comparisons => stack overflow
local m = {} m.__lt = function(a, b) return a < b and b < a end
return setmetatable({}, m) < setmetatable({}, m)

--- recursion in calls of tables => stack overflow
local t = setmetatable({}, { __call = function(t, n) return 1 + t(n + 1) end })
t(1)

--- recursion in foreach => stack overflow
local t = { 1 }
local function f() table.foreach(t, f) end
f()

--- recursion in a handler => stack overflow | not enough memory
local function g() local ok, e = xpcall(function() g() end, function(e) return e end) error(e, 0) end
g()

--- recursion in iterators => stack overflow
local function f() for _ in f do end end
f()

--- recursion in loaded chunks => stack overflow
chunk = loadstring('return 1 + chunk()')
chunk()

--- recursion with large tables
local function f(t) local n = {} for i = 1, 100 do n[i] = i end return 1 + f(n) end
f()

--- arguments that double => stack overflow | not enough memory | too many results to unpack
local function f(...)
    local t = { ... }
    for i = 1, #t do t[#t + 1] = t[i] end
    return f(unpack(t))
end
f(1)

--- lists of varargs
local held = {}
local function f(...) held[#held + 1] = { ... } return f(#held, ...) end
f()

--- closures over varargs
local held = {}
local function f(...) local t = { ... } held[#held + 1] = function() return t end end
while true do f(unpack({}, 1, 1000)) end

--- coroutines with deep stacks
local t = {}
local function f(n) if n == 0 then coroutine.yield() end return 1 + f(n - 1) end
while true do t[#t + 1] = coroutine.wrap(f) t[#t](1000) end

--- coroutines with wide stacks
local t = {}
while true do t[#t + 1] = coroutine.wrap(function(...) coroutine.yield(...) end) t[#t](unpack({}, 1, 5000)) end

--- coroutines that have not begun
local t = {} while true do t[#t + 1] = coroutine.create(function() end) end

--- coroutines that have ended
local t = {} while true do t[#t + 1] = coroutine.create(function() end) coroutine.resume(t[#t]) end

--- coroutines that have failed
local t = {}
local function f(n) if n == 0 then error('x' .. #t) end return 1 + f(n - 1) end
while true do t[#t + 1] = coroutine.create(f) raise(select(2, coroutine.resume(t[#t], 100))) end

--- coroutines that yield to a list
local t = {}
for v in coroutine.wrap(function() while true do coroutine.yield({}) end end) do t[#t + 1] = v end

--- yields that double => too many results to unpack | not enough memory
local n = 1
local co = coroutine.wrap(function(...) while true do coroutine.yield(unpack({}, 1, n)) end end)
while true do co() n = n * 2 end

--- resumes that double => too many results to unpack | not enough memory
local n = 1
local co = coroutine.wrap(function(...) local t = {} while true do t[#t + 1] = { coroutine.yield() } end end)
co()
while true do co(unpack({}, 1, n)) n = n * 2 end

--- coroutines within coroutines => stack overflow
local function f() local ok, e = coroutine.resume(coroutine.create(f)) error(e, 0) end
f()

--- pipes of coroutines
local source = coroutine.wrap(function() while true do coroutine.yield(1) end end)
while true do
    local from = source
    source = coroutine.wrap(function() while true do coroutine.yield({ from() }) end end)
end

--- results of a deep stack
local function f(n) if n == 0 then return unpack({}, 1, 1e6) end return n, f(n - 1) end
local t = {} while true do t[#t + 1] = { f(100) } end
