-- lua5.1 differs: a C function may push 8,000 values there. Here only memory limits them.
-- heavy: large stacks
local t = {}
for i = 1, 100000 do t[i] = i end
print(select("#", unpack(t)), (select(100000, unpack(t)))) --> 100000	100000
print(#{ unpack(t) }, ({ unpack(t) })[99999]) --> 100000	99999
local function count(...) return select("#", ...), (...) end
print(count(unpack(t))) --> 100000	1
local function pass(...) return ... end
print(count(pass(unpack(t)))) --> 100000	1
print(select("#", pcall(unpack, t))) --> 100001
print(math.max(unpack(t)), math.min(unpack(t))) --> 100000	1
print(#string.char(unpack((function() local b = {} for i = 1, 50000 do b[i] = i % 256 end return b end)()))) --> 50000
local function keep(...) local copy = { ... } return #copy, (select(-1, ...)) end
print(keep("first", unpack(t))) --> 100001	100000
print(count(unpack({}, 1, 100000))) --> 100000	nil

-- Through a coroutine, both ways.
local co = coroutine.create(function(...) local n = select("#", ...) return n, select("#", coroutine.yield(...)) end)
print(select("#", coroutine.resume(co, unpack(t)))) --> 100001
print(coroutine.resume(co, unpack(t))) --> true	100000	100000

-- A range without sense is refused.
print((pcall(unpack, {}, 0, 2^31 - 1))) --> false
print((pcall(unpack, {}, -2^31, 2^31 - 1))) --> false
