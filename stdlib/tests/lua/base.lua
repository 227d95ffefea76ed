-- The base functions, as far as they do not belong to a topic of their own.
local function e(f, ...) return select(2, pcall(f, ...)) end
-- A message as a function of Lua gets it, with its position.
local function at(f, ...)
  local args, n = { ... }, select("#", ...)
  local ok, message = pcall(function() f(unpack(args, 1, n)) end)
  return message
end

-- assert
print(assert(1, 2, 3)) --> 1	2	3
print(select("#", assert(true))) --> 1
print(e(assert, false), e(assert, nil, "m"), e(assert, false, 12)) --> assertion failed!	m	12
print(e(assert), e(assert, nil, {})) --> bad argument #1 to '?' (value expected)	bad argument #2 to '?' (string expected, got table)
print(e(function() assert(false) end)) --> base.lua:15: assertion failed!
print(e(function() assert(nil, "text") end)) --> base.lua:16: text

-- error
print(e(error, "m"), e(error, "m", 0), e(error, 12), e(error)) --> m	m	12	nil
print(e(function() error("m") end)) --> base.lua:20: m
print(e(function() error("m", 0) end)) --> m
print(e(function() error("m", 2) end)) --> m
print(e(function() error(12) end)) --> base.lua:23: 12
print(e(function() error(12, 0) end)) --> 12
print(e(function() error("m", -1) end), e(function() error("m", 100) end)) --> m	m
print(e(function() error("m", "1") end)) --> base.lua:26: m
local object = {}
print(e(error, object) == object, e(error, object, 2) == object, e(error, true), e(error, nil)) --> true	true	true	nil
local function thrower() error("below", 2) end
print(e(function() --> base.lua:31: below
  thrower()
end))

-- pcall and xpcall
print(pcall(function(...) return ... end, 1, nil, 3, nil)) --> true	1	nil	3	nil
print(select("#", pcall(function(...) return ... end, 1, nil, 3, nil))) --> 5
print(pcall(pcall), pcall(xpcall), pcall(xpcall, print)) --> false	false	false	bad argument #2 to '?' (value expected)
print(pcall(nil), pcall(12), pcall({})) --> false	false	false	attempt to call a table value
print(pcall(pcall, error, "x")) --> true	false	x
print(xpcall(function() return 1, 2 end, error)) --> true	1	2
print(xpcall(function() error("x", 0) end, function(m) return m .. "!", 2 end)) --> false	x!
print(xpcall(error, function(m) return m end)) --> false	nil
print(xpcall(function() error("x", 0) end, function(m) error("y", 0) end)) --> false	error in error handling
print(xpcall(function() local x = nil + 1 end, function(m) return (m:gsub("^.-:%d+: ", "")) end)) --> false	attempt to perform arithmetic on a nil value
print(xpcall(function() return pcall(error, "inner") end, print)) --> true	false	inner
print(pcall(setmetatable({}, { __call = function(self, a) return a, "called" end }), 5)) --> true	5	called

-- select
print(select("#"), select("#", nil, nil), select("#", 1, 2, 3)) --> 0	2	3
print(select(1, "a", "b"), select(2, "a", "b"), select(-1, "a", "b"), select(-2, "a", "b")) --> a	b	b	a	b
print(select("2", "a", "b"), select(1.9, "a", "b")) --> b	a	b
print(select(3, "a", "b"), select("#x", 1)) --> nil	1
print(e(select), e(select, 0), e(select, -1), e(select, -3, 1, 2), e(select, {}), e(select, "x")) --> bad argument #1 to '?' (number expected, got no value)	bad argument #1 to '?' (index out of range)	bad argument #1 to '?' (index out of range)	bad argument #1 to '?' (index out of range)	bad argument #1 to '?' (number expected, got table)	bad argument #1 to '?' (number expected, got string)

-- tonumber
print(tonumber("12"), tonumber(" 12 "), tonumber("1e2"), tonumber("0x1F"), tonumber("1e"), tonumber("0x")) --> 12	12	100	31	nil	nil
print(tonumber(""), tonumber(" "), tonumber("1 2"), tonumber("12a"), tonumber("."), tonumber("5."), tonumber(".5")) --> nil	nil	nil	nil	nil	5	0.5
print(tonumber(nil), tonumber({}), tonumber(print), tonumber(true), tonumber(5)) --> nil	nil	nil	nil	5
print(tonumber("10", 2), tonumber("ff", 16), tonumber("FF", 16), tonumber("zz", 36), tonumber("8", 8), tonumber("-7", 8)) --> 2	255	255	1295	nil	1.844674407371e+19
print(tonumber("10", 10), tonumber("1e1", 10), tonumber("1.5", 10), tonumber(" 11 ", 2), tonumber("11 1", 2), tonumber("", 2)) --> 10	10	1.5	3	nil	nil
print(tonumber(10, 2), tonumber(10, 16), tonumber("0x10", 16), tonumber("7fffffffffffffff", 16), tonumber("ffffffffffffffffff", 16)) --> 2	16	16	9.2233720368548e+18	1.844674407371e+19
print(tonumber("1", "16"), tonumber("1", 16.9)) --> 1	1
print(e(tonumber), e(tonumber, "1", 1), e(tonumber, "1", 37), e(tonumber, {}, 2), e(tonumber, nil, 2), e(tonumber, "1", {})) --> bad argument #1 to '?' (value expected)	bad argument #2 to '?' (base out of range)	bad argument #2 to '?' (base out of range)	bad argument #1 to '?' (string expected, got table)	bad argument #1 to '?' (string expected, got nil)	bad argument #2 to '?' (number expected, got table)
print(tonumber("1\0"), tonumber("1", nil)) --> 1	1

-- tostring
print(tostring(nil), tostring(true), tostring(false), tostring(12), tostring(-0.5), tostring("x"), tostring(1e15), tostring(2^53)) --> nil	true	false	12	-0.5	x	1e+15	9.007199254741e+15
print(tostring(1e100), tostring(1/0), tostring(-1/0), tostring(0.1), tostring(1/3), tostring(123456789012345)) --> 1e+100	inf	-inf	0.1	0.33333333333333	1.2345678901234e+14
print(tostring({}):match("^table: 0x%x+$") ~= nil, tostring(print):match("^function: ") ~= nil) --> true	true
print(tostring(coroutine.create(function() end)):match("^thread: 0x%x+$") ~= nil, tostring(newproxy()):match("^userdata: 0x%x+$") ~= nil) --> true	true
print(tostring(setmetatable({}, { __tostring = function(t) return "named" end }))) --> named
print(tostring(setmetatable({}, { __tostring = function(t) return 1, 2 end }))) --> 1
print(tostring(setmetatable({}, { __tostring = function(t) end }))) --> nil
print(tostring(setmetatable({}, { __tostring = function(t) return t end })) ~= nil) --> true
print(e(tostring), e(tostring, setmetatable({}, { __tostring = function() error("no", 0) end }))) --> bad argument #1 to '?' (value expected)	no
print(e(tostring, setmetatable({}, { __tostring = 5 }))) --> attempt to call a number value
local same = {}
print(tostring(same) == tostring(same), tostring(same) ~= tostring({})) --> true	true

-- type
print(type(nil), type(true), type(1), type("x"), type({}), type(print), type(function() end), type(newproxy()), type(coroutine.create(function() end))) --> nil	boolean	number	string	table	function	function	userdata	thread
print(e(type), type(nil, 1)) --> bad argument #1 to '?' (value expected)	nil

-- rawequal, rawget, rawset
local proxy = setmetatable({}, { __index = function() return 1 end, __newindex = error, __eq = function() return true end })
local other = setmetatable({}, getmetatable(proxy))
print(proxy == other, rawequal(proxy, other), rawequal(proxy, proxy), rawequal("a", "a"), rawequal(1, 1), rawequal(0/0, 0/0)) --> true	false	true	true	true	false
print(proxy.x, rawget(proxy, "x"), rawset(proxy, "x", 2) == proxy, rawget(proxy, "x")) --> 1	nil	true	2
print(e(rawequal, 1), e(rawequal), e(rawget), e(rawget, {}), e(rawget, 1, 2), e(rawset, {}), e(rawset, {}, 1), e(rawset, 1, 2, 3)) --> bad argument #2 to '?' (value expected)	bad argument #1 to '?' (value expected)	bad argument #1 to '?' (table expected, got no value)	bad argument #2 to '?' (value expected)	bad argument #1 to '?' (table expected, got number)	bad argument #2 to '?' (value expected)	bad argument #3 to '?' (value expected)	bad argument #1 to '?' (table expected, got number)
print(e(rawset, {}, nil, 1), e(rawset, {}, 0/0, 1), at(rawset, {}, nil, 1)) --> table index is nil	table index is NaN	table index is nil
print(rawget({ 5 }, 1, 2), rawset({}, 1, nil) ~= nil) --> 5	true

-- getmetatable, setmetatable
local meta = {}
local t = setmetatable({}, meta)
print(getmetatable(t) == meta, getmetatable({}), getmetatable(1), getmetatable(nil), getmetatable("x").__index == string) --> true	nil	nil	nil	true
print(setmetatable(t, nil) == t, getmetatable(t)) --> true	nil
local protected = setmetatable({}, { __metatable = "locked" })
print(getmetatable(protected), e(setmetatable, protected, {}), at(setmetatable, protected, {})) --> locked	cannot change a protected metatable	base.lua:6: cannot change a protected metatable
local falsely = setmetatable({}, { __metatable = false })
print(getmetatable(falsely), e(setmetatable, falsely, nil)) --> false	cannot change a protected metatable
print(e(getmetatable), e(setmetatable), e(setmetatable, 1, {}), e(setmetatable, {}), e(setmetatable, {}, 1), e(setmetatable, {}, false)) --> bad argument #1 to '?' (value expected)	bad argument #1 to '?' (table expected, got no value)	bad argument #1 to '?' (table expected, got number)	bad argument #2 to '?' (nil or table expected)	bad argument #2 to '?' (nil or table expected)	bad argument #2 to '?' (nil or table expected)

-- next, pairs, ipairs
print(next({}), next({ 10 }), next({ 10 }, 1), next({ x = 1 })) --> nil	1	nil	x	1
print(e(next), e(next, {}, 1), e(next, {}, "x"), e(next, 1), at(next, {}, 1)) --> bad argument #1 to '?' (table expected, got no value)	invalid key to 'next'	invalid key to 'next'	bad argument #1 to '?' (table expected, got number)	invalid key to 'next'
local f, s, v = pairs({})
print(f == next, type(s), v) --> false	table	nil
f, s, v = ipairs({})
print(type(f), type(s), v, ipairs({}) == ipairs({ 1 })) --> function	table	0	true
print(f({ "a", "b" }, 0), f({ "a", "b" }, 1), f({ "a", "b" }, 2)) --> 1	2
print(select("#", f({}, 0)), e(f, {}, "x"), e(f, 1, 1), e(f)) --> 0	bad argument #2 to '?' (number expected, got string)	bad argument #1 to '?' (table expected, got number)	bad argument #2 to '?' (number expected, got no value)
print(e(pairs), e(ipairs), e(pairs, 1), e(ipairs, "x")) --> bad argument #1 to '?' (table expected, got no value)	bad argument #1 to '?' (table expected, got no value)	bad argument #1 to '?' (table expected, got number)	bad argument #1 to '?' (table expected, got string)
local count = 0
for i, x in ipairs({ 1, 2, nil, 4 }) do count = count + i end
print(count) --> 3
local sum = 0
for k, x in pairs({ 1, 2, 3, x = 4, [2.5] = 5 }) do sum = sum + x end
print(sum) --> 15
local keys = {}
for k in pairs({ 10, 20, 30, 40 }) do keys[#keys + 1] = k end
print(unpack(keys)) --> 1	2	3	4
local shrinking = { a = 1, b = 2, c = 3, d = 4, 1, 2, 3 }
for k in pairs(shrinking) do shrinking[k] = nil end
print(next(shrinking)) --> nil

-- unpack
print(unpack({ 1, 2, 3 })) --> 1	2	3
print(unpack({ 1, 2, 3 }, 2), unpack({ 1, 2, 3 }, 2, 3)) --> 2	2	3
print(unpack({ 1, 2 }, -1, 1)) --> nil	nil	1
print(select("#", unpack({}, 1, 5)), select("#", unpack({}, 2, 1)), select("#", unpack({}))) --> 5	0	0
print(e(unpack), e(unpack, 1), e(unpack, {}, "x"), e(unpack, {}, 1, "x"), e(unpack, {}, 1, 1e8)) --> bad argument #1 to '?' (table expected, got no value)	bad argument #1 to '?' (table expected, got number)	bad argument #2 to '?' (number expected, got string)	bad argument #3 to '?' (number expected, got string)	too many results to unpack
print(unpack({ 1, 2, 3 }, "2", "3"), unpack({ 1, 2, 3 }, 1.9, 2.9)) --> 2	1	2
print(select("#", unpack({}, 1, 5000))) --> 5000

-- newproxy
local bare, own = newproxy(), newproxy(true)
print(getmetatable(bare), type(getmetatable(own)), getmetatable(newproxy(own)) == getmetatable(own), getmetatable(newproxy(false))) --> nil	table	true	nil
getmetatable(own).__index = function(_, k) return k .. "!" end
print(own.x, newproxy(own).y, own == newproxy(own)) --> x!	y!	false
print(e(newproxy, 1), e(newproxy, {}), e(newproxy, bare), e(newproxy, "x"), at(newproxy, 1)) --> bad argument #1 to '?' (boolean or proxy expected)	bad argument #1 to '?' (boolean or proxy expected)	bad argument #1 to '?' (boolean or proxy expected)	bad argument #1 to '?' (boolean or proxy expected)	base.lua:6: bad argument #1 to 'f' (boolean or proxy expected)

-- collectgarbage, gcinfo
print(collectgarbage(), collectgarbage("collect"), collectgarbage("stop"), collectgarbage("restart")) --> 0	0	0	0
print(type(collectgarbage("count")), type(gcinfo()), type(collectgarbage("step")), type(collectgarbage("step", 10))) --> number	number	boolean	boolean
print(collectgarbage("setpause", 150), collectgarbage("setpause", 200), collectgarbage("setstepmul", 300), collectgarbage("setstepmul", 200)) --> 200	150	200	300
print(e(collectgarbage, "x"), e(collectgarbage, {}), e(collectgarbage, "collect", "x"), collectgarbage(nil)) --> bad argument #1 to '?' (invalid option 'x')	bad argument #1 to '?' (string expected, got table)	bad argument #2 to '?' (number expected, got string)	0
local before = collectgarbage("count")
local garbage = {}
for i = 1, 2000 do garbage[i] = { i } end
print(collectgarbage("count") > before) --> true
garbage = nil
collectgarbage()
print(collectgarbage("count") < before + 20) --> true

-- _G, _VERSION
print(_G._G == _G, _G.print == print, _VERSION, _G == getfenv(0)) --> true	true	Lua 5.1	true
