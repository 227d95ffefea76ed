-- Arguments, results and messages of the base functions.
local function try(...) print(pcall(...)) end

try(collectgarbage, "foo") --> false	bad argument #1 to '?' (invalid option 'foo')
try(collectgarbage, {}) --> false	bad argument #1 to '?' (string expected, got table)
try(collectgarbage, "step", "x") --> false	bad argument #2 to '?' (number expected, got string)
print(collectgarbage("stop"), collectgarbage("restart"), collectgarbage("collect"), collectgarbage()) --> 0	0	0	0
print(type(collectgarbage("count")), type(gcinfo()), collectgarbage("step", 1e6)) --> number	number	true

try(select) --> false	bad argument #1 to '?' (number expected, got no value)
try(select, 0) --> false	bad argument #1 to '?' (index out of range)
try(select, -1) --> false	bad argument #1 to '?' (index out of range)
try(select, -2, 1, 2) --> true	1	2
try(select, -3, 1, 2) --> false	bad argument #1 to '?' (index out of range)
try(select, "x") --> false	bad argument #1 to '?' (number expected, got string)
print(select("#"), select("#", nil, nil), select("#x", 1)) --> 0	2	1
print(select("2", 1, 2), select(5, 1)) --> 2

try(rawequal) --> false	bad argument #1 to '?' (value expected)
try(rawequal, 1) --> false	bad argument #2 to '?' (value expected)
try(rawget) --> false	bad argument #1 to '?' (table expected, got no value)
try(rawget, {}) --> false	bad argument #2 to '?' (value expected)
try(rawset, {}, 1) --> false	bad argument #3 to '?' (value expected)
try(rawset, {}, nil, 1) --> false	table index is nil
try(unpack) --> false	bad argument #1 to '?' (table expected, got no value)
try(unpack, { 1, 2 }, "2") --> true	2
try(unpack, { 1, 2 }, 1, 3) --> true	1	2	nil
try(unpack, {}, 1, 1e9) --> false	too many results to unpack

try(newproxy, 1) --> false	bad argument #1 to '?' (boolean or proxy expected)
try(newproxy, {}) --> false	bad argument #1 to '?' (boolean or proxy expected)
print(getmetatable(newproxy(true)) ~= nil, getmetatable(newproxy()), getmetatable(newproxy(false))) --> true	nil	nil
local proxy = newproxy(true)
print(getmetatable(newproxy(proxy)) == getmetatable(proxy), newproxy(proxy) == proxy) --> true	false
try(newproxy, newproxy()) --> false	bad argument #1 to '?' (boolean or proxy expected)

try(getfenv, -1) --> false	bad argument #1 to '?' (level must be non-negative)
try(getfenv, 100) --> false	bad argument #1 to '?' (invalid level)
try(getfenv, {}) --> false	bad argument #1 to '?' (number expected, got table)
try(setfenv, 1) --> false	bad argument #2 to '?' (table expected, got no value)
try(setfenv, 100, {}) --> false	bad argument #1 to '?' (invalid level)
try(setfenv, {}, {}) --> false	bad argument #1 to '?' (number expected, got table)
try(setfenv, print, {}) --> false	'setfenv' cannot change environment of given object
print(getfenv(print) == _G, getfenv() == _G, getfenv(0) == _G, getfenv(1) == _G) --> true	true	true	true

try(xpcall) --> false	bad argument #2 to '?' (value expected)
try(xpcall, print) --> false	bad argument #2 to '?' (value expected)
print(xpcall(error, function(e) return e end)) --> false	nil
print(xpcall(function() error("x") end, function(e) return e .. "!" end)) --> false	tests/lua/lib/base/functions.lua:49: x!
print(xpcall(nil, function(e) return e end)) --> false	attempt to call a nil value

try(load) --> false	bad argument #1 to '?' (function expected, got no value)
try(load, 1) --> false	bad argument #1 to '?' (function expected, got number)
try(load, function() return {} end) --> true	nil	reader function must return a string
try(load, function() error("z", 0) end) --> true	nil	z
try(loadstring) --> false	bad argument #1 to '?' (string expected, got no value)
try(loadstring, {}) --> false	bad argument #1 to '?' (string expected, got table)
print(loadstring("x x")) --> nil	[string "x x"]:1: '=' expected near 'x'
print(loadstring("x x", "=n")) --> nil	n:1: '=' expected near 'x'
print(loadstring("\27")) --> nil	binary string: unexpected end in precompiled chunk
print(loadstring("\27Lua")) --> nil	binary string: unexpected end in precompiled chunk

-- A reader is not asked beyond the error that it has read.
local count = 0
print(load(function() count = count + 1 return ("*a = 123"):sub(count, count) end, "=short")) --> nil	short:1: unexpected symbol near '*'
print(count) --> 2

try(tostring) --> false	bad argument #1 to '?' (value expected)
try(tonumber) --> false	bad argument #1 to '?' (value expected)
try(tonumber, "z", 36) --> true	35
try(tonumber, "1", 1) --> false	bad argument #2 to '?' (base out of range)
try(tonumber, "1", 37) --> false	bad argument #2 to '?' (base out of range)
try(tonumber, {}, 10) --> true	nil
try(tonumber, {}, 11) --> false	bad argument #1 to '?' (string expected, got table)
try(tonumber, "0x10", 16) --> true	16
try(ipairs) --> false	bad argument #1 to '?' (table expected, got no value)
try(pairs) --> false	bad argument #1 to '?' (table expected, got no value)
try(next, {}, 1) --> false	invalid key to 'next'
try(type) --> false	bad argument #1 to '?' (value expected)
try(setmetatable, 1) --> false	bad argument #1 to '?' (table expected, got number)
try(setmetatable, {}) --> false	bad argument #2 to '?' (nil or table expected)
try(setmetatable, {}, 1) --> false	bad argument #2 to '?' (nil or table expected)
try(getmetatable) --> false	bad argument #1 to '?' (value expected)
try(setmetatable, setmetatable({}, { __metatable = 1 }), {}) --> false	cannot change a protected metatable
try(assert) --> false	bad argument #1 to '?' (value expected)
try(assert, false) --> false	assertion failed!
try(assert, nil, "m") --> false	m
try(assert, false, {}) --> false	bad argument #2 to '?' (string expected, got table)
try(assert, 1, 2) --> true	1	2
try(error) --> false	nil
try(error, "x", 0) --> false	x
try(pcall) --> false	bad argument #1 to '?' (value expected)
print(_VERSION) --> Lua 5.1
