-- heavy: tens of thousands of errors
-- Errors of every type through layers of pcall, xpcall, coroutines, metamethods and natives.
local object = { name = "error object" }
local function thrower(v) return function() error(v, 0) end end

-- Through N layers that do not catch it.
local function layer(f)
  return {
    call = function() f() return 1 end,
    tail = function() return f() end,
    index = function() local t = setmetatable({}, { __index = f }) return t.x end,
    add = function() local t = setmetatable({}, { __add = f }) return t + t end,
    lt = function() local t = setmetatable({}, { __lt = f }) return t < t end,
    le = function() local t = setmetatable({}, { __lt = f }) return t <= t end,
    eq = function() local mt = { __eq = f } return setmetatable({}, mt) == setmetatable({}, mt) end,
    concat = function() local t = setmetatable({}, { __concat = f }) return "a" .. t .. "b" end,
    callable = function() local t = setmetatable({}, { __call = f }) t() return 1 end,
    newindex = function() local t = setmetatable({}, { __newindex = f }) t.x = 1 end,
    tostring = function() return tostring(setmetatable({}, { __tostring = f })) end,
    iterator = function() for k in f do end end,
    sort = function() table.sort({ 3, 1, 2 }, f) end,
    gsub = function() return (string.gsub("abc", "b", f)) end,
    wrap = function() return (coroutine.wrap(f)()) end,
    constructor = function() return { f(), f() } end,
    condition = function() if f() then return 1 end end,
    loop = function() for i = 1, 3 do while true do f() end end end,
    loaded = function() return loadstring("local f = ... f()")(f) end,
    env = function() return setfenv(function() return undefined end, setmetatable({}, { __index = f }))() end,
  }
end
local names = {}
for name in pairs(layer(error)) do names[#names + 1] = name end
table.sort(names)
local good = 0
for _, first in ipairs(names) do
  local ok, e = pcall(layer(thrower(object))[first])
  if ok or e ~= object then print("wrong object", first, ok, e) end
  for _, second in ipairs(names) do
    ok, e = pcall(layer(layer(thrower(object))[first])[second])
    if ok or e ~= object then print("wrong", first, second, ok, e) else good = good + 1 end
  end
end
print(#names, good) --> 20	400

-- Values of all types arrive unchanged.
for _, v in ipairs { 1, "text", true, false, object, print } do
  local ok, e = pcall(thrower(v))
  local ok2, e2 = coroutine.resume(coroutine.create(thrower(v)))
  local ok3, e3 = xpcall(thrower(v), function(m) return m end)
  if ok or e ~= v or ok2 or e2 ~= v or ok3 or e3 ~= v then print("wrong", v) end
end
print(pcall(thrower(nil))) --> false	nil

-- Caught, changed and thrown again in several layers.
local function rethrow(f, mark) return function() local ok, e = pcall(f) error(e .. mark, 0) end end
local f = thrower("x")
for i = 1, 10 do f = rethrow(f, i % 10) end
print(pcall(f)) --> false	x1234567890
local depth = 0
local function relayed(n) if n == 0 then error({ n = 0 }) end local ok, e = pcall(relayed, n - 1) e.n = e.n + 1 error(e) end
print(select(2, pcall(relayed, 50)).n) --> 50

-- A handler of xpcall sees the error first, and the state of things at the error.
local stack = {}
local function enter(n) stack[#stack + 1] = n if n == 5 then error("at " .. #stack, 0) end enter(n + 1) stack[#stack] = nil end
print(xpcall(function() enter(1) end, function(m) local s = m .. " of " .. #stack stack = {} return s end)) --> false	at 5 of 5
print(#stack) --> 0
print(xpcall(function() error(object) end, function(e) return e.name end)) --> false	error object
print(xpcall(function() error() end, function(e) return e == nil, 2 end)) --> false	true
print(select('#', xpcall(thrower(1), function() end)), select('#', xpcall(thrower(1), function() return 1, 2, 3 end))) --> 2	2

-- Handlers that call pcall, that throw, that are natives, nested xpcalls.
print(xpcall(thrower("a"), function(m) local ok, e = pcall(thrower(m .. "b")) return e .. "c" end)) --> false	abc
print(xpcall(thrower("a"), function(m) error("d") end)) --> false	error in error handling
print(xpcall(thrower("a"), string.upper)) print(xpcall(thrower("a"), string.rep)) --> false	A
--> false	error in error handling
print(xpcall(function() return xpcall(thrower("inner"), function(m) return m .. " 1" end) end, function(m) return m .. " 2" end)) --> true	false	inner 1
print(xpcall(function() local ok, m = xpcall(thrower("inner"), function(m) return m .. " 1" end) error(m, 0) end, function(m) return m .. " 2" end)) --> false	inner 1 2
print(xpcall(function() return coroutine.wrap(function() error("in a coroutine", 0) end)() end, function(m) return m:sub(-14) end)) --> false	in a coroutine
print(xpcall(function() return pcall(thrower("only pcall")) end, function(m) return "never" end)) --> true	false	only pcall

-- Results of protected calls.
print(pcall(function() return end)) print(pcall(function() return nil end)) print(pcall(function() return 1, nil, nil end)) --> true
--> true	nil
--> true	1	nil	nil
print(select('#', pcall(function() return nil, nil end))) print(pcall(pcall)) print(pcall(pcall, pcall, error)) print((pcall(xpcall))) --> 3
--> false	bad argument #1 to '?' (value expected)
--> true	true	false	nil
--> false
print(pcall(select, '#')) print(pcall(rawequal, 1, 1)) print(pcall(coroutine.wrap(function(...) return ... end), 1, 2)) --> true	0
--> true	true
--> true	1	2
print(xpcall(function(...) return select('#', ...) end, print)) --> true	0

-- Errors while other things are open: loops, captured variables, var-args, constructors.
local function open(...)
  local captured = {}
  for i, v in ipairs { ... } do
    local x = v
    captured[i] = function() x = x + 1 return x end
    if i == 3 then error({ captured = captured, n = select('#', ...) }) end
  end
end
local _, e = pcall(open, 10, 20, 30, 40)
print(e.n, e.captured[1](), e.captured[1](), e.captured[3](), #e.captured) --> 4	11	12	31	3

-- Thousands of errors leave nothing behind.
collectgarbage()
local before = collectgarbage("count")
for i = 1, 20000 do
  pcall(error, { i })
  pcall(error, "text " .. i)
  pcall(function() local t = {} t.x.y = 1 end)
end
collectgarbage()
print(collectgarbage("count") - before < 500) --> true

-- The message of an error inside of an argument, a nested call and a chunk.
local function message(source) local f, m = loadstring(source, "=chunk") if not f then return m end return select(2, pcall(f)) end
print(message "local t = { f = { } }\nt.f.g.h = 1") print(message "return 1 +\n{}") print(message "local a = 'x' + 1") --> chunk:2: attempt to index field 'g' (a nil value)
--> chunk:2: attempt to perform arithmetic on a table value
--> chunk:1: attempt to perform arithmetic on a string value
print(message "error 'with a text'") print(message "error({})" ~= nil) print(message "x ==") print(message "return nil .. 'x'") --> chunk:1: with a text
--> true
--> chunk:1: '=' expected near '=='
--> chunk:1: attempt to concatenate a nil value
