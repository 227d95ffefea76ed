--- error values
local t = {} while true do t[#t + 1] = raise(select(2, pcall(error, { #t }))) end

--- messages with a position
local m = 'x' while true do m = raise(select(2, pcall(function() error(m .. m) end))) end

--- messages of coroutines
local m = 'x' while true do m = raise(select(2, coroutine.resume(coroutine.create(function() error(m .. m) end)))) end

--- handlers that double => not enough memory | error in error handling
local m = 'x' while true do local _, e = xpcall(function() error(m, 0) end, function(e) return e .. e end) if #e < #m then error(e, 0) end m = e end

--- tracebacks
local t = {} while true do t[#t + 1] = debug.traceback('x' .. #t) end

--- tracebacks of tracebacks
local m = 'x' while true do m = debug.traceback(m .. m) end

--- tracebacks of a deep stack
local t = {}
local function f(n)
    if n > 0 then return 1 + f(n - 1) end
    while true do t[#t + 1] = debug.traceback('x' .. #t) end
end
f(1000)

--- tracebacks of deep coroutines
local t = {}
local function f(n) if n == 0 then coroutine.yield() end return 1 + f(n - 1) end
while true do
    local co = coroutine.create(f)
    coroutine.resume(co, 1000)
    t[#t + 1] = { co, debug.traceback(co) }
end

--- an assertion with a huge message
local s = 'x' while true do s = s .. s local _, e = pcall(assert, false, s) s = raise(e) end

--- huge names in messages
local t = {}
while true do
    local f = must(loadstring('local t = {} t.' .. ('x'):rep(1e5) .. #t .. '.y = 1', '=' .. #t))
    t[#t + 1] = { f, raise(select(2, pcall(f))) }
end

--- errors on the way up
local function f(n)
    if n == 0 then error('x') end
    local ok, e = pcall(f, n - 1)
    error(e == 'not enough memory' and e or e .. e, 0)
end
f(1000)

--- errors within errors
local t = {}
local function f(n) local ok, e = pcall(error, { n, t }) t[#t + 1] = raise(e) return f(n + 1) end
f(1)
