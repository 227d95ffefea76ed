-- load, loadstring and environments.
local function e(f, ...) return select(2, pcall(f, ...)) end
print(loadstring("return 1, 2")(), loadstring("")(), select("#", loadstring("")())) --> 1	nil	0
print(loadstring("x =")) --> nil	[string "x ="]:1: unexpected symbol near '<eof>'
print(loadstring("x =", "=name"), loadstring("x =", "@file.lua"), loadstring("x =", "text")) --> nil	nil	nil	[string "text"]:1: unexpected symbol near '<eof>'
print(loadstring("x =\n\ny =")) --> nil	[string "x =..."]:3: unexpected symbol near '='
print(loadstring("return ...")(1, 2, 3)) --> 1	2	3
print(e(loadstring), e(loadstring, {}), e(loadstring, "x", {}), loadstring(12) == nil) --> bad argument #1 to '?' (string expected, got no value)	bad argument #1 to '?' (string expected, got table)	bad argument #2 to '?' (string expected, got table)	true
print(e(loadstring("error('x')")), e(loadstring("error('x')", "=chunk")), e(loadstring("local a = nil; a()", "@f.lua"))) --> [string "error('x')"]:1: x	chunk:1: x	f.lua:1: attempt to call local 'a' (a nil value)
print(loadstring("\27Lua"), loadstring("\27Lua", "=x"), loadstring("\27", "y")) --> nil	nil	nil	y: unexpected end in precompiled chunk

-- load takes pieces until nil or an empty one
local function pieces(...)
  local list, i = { ... }, 0
  return function() i = i + 1 return list[i] end
end
print(load(pieces("return ", "1 + ", "41"))(), load(pieces())(), load(pieces("return 1", "", "x x x"))()) --> 42	nil	1
print(load(pieces("re", "turn", " ", 1, 2))(), load(pieces("x x")), load(pieces("x x"), "=name")) --> 12	nil	nil	name:1: '=' expected near 'x'
-- Not under the error handler of the command, which would add a traceback.
print(pcall(load, function() error("reader") end)) --> true	nil	load.lua:20: reader
print(pcall(load, function() error("reader", 0) end)) --> true	nil	reader
print(pcall(load, function() error() end)) --> true	nil	nil
print(pcall(function() return (load(function() return {} end)) end)) --> true	nil
print(pcall(function() local f, m = load(function() return true end) return f, m end)) --> true	nil	load.lua:24: reader function must return a string
print(e(load), e(load, "return 1"), e(load, {}), e(load, pieces(), {})) --> bad argument #1 to '?' (function expected, got no value)	bad argument #1 to '?' (function expected, got string)	bad argument #1 to '?' (function expected, got table)	bad argument #2 to '?' (string expected, got table)
local n = 0
print(load(function() n = n + 1 if n <= 2000 then return "local x = 1; do end " end end) == nil, n > 200) --> true	true
local co = coroutine.wrap(function() return load(function() return nil end)() end)
print(co()) -->

-- environments
x = "global"
local env = { x = "own" }
local f = loadstring("return x")
print(f(), setfenv(f, env) == f, f(), getfenv(f) == env, getfenv(type) == _G, getfenv() == _G, getfenv(0) == _G, getfenv(1) == _G) --> global	true	own	true	true	true	true	true
local function outer() local function level2() return getfenv(2) end local r = level2() return r end
setfenv(outer, { getfenv = getfenv })
print(outer() == getfenv(outer)) --> true
local function change() setfenv(1, env) return x end
print(change(), getfenv(change) == env) --> own	true
local function setter() setfenv(2, env) end
local setfenv, getfenv, print = setfenv, getfenv, print
local function target() setter() return x end
print(target(), x) --> own	global
print(e(getfenv, -1), e(getfenv, 100), e(getfenv, "x"), e(getfenv, {})) --> bad argument #1 to '?' (level must be non-negative)	bad argument #1 to '?' (invalid level)	bad argument #1 to '?' (number expected, got string)	bad argument #1 to '?' (number expected, got table)
print(e(setfenv, type, {}), e(setfenv, 1, 1), e(setfenv, -1, {}), e(setfenv, 100, {}), e(setfenv, 1), e(setfenv), e(setfenv, "x", {}), e(setfenv, {}, {})) --> 'setfenv' cannot change environment of given object	bad argument #2 to '?' (table expected, got number)	bad argument #1 to '?' (level must be non-negative)	bad argument #1 to '?' (invalid level)	bad argument #2 to '?' (table expected, got no value)	bad argument #2 to '?' (table expected, got no value)	bad argument #1 to '?' (number expected, got string)	bad argument #1 to '?' (number expected, got table)
print(e(function() setfenv(type, {}) end)) --> load.lua:47: 'setfenv' cannot change environment of given object
local thread = coroutine.create(function()
  setfenv(0, env)
  return getfenv(0) == env, loadstring("return x")(), x
end)
print(coroutine.resume(thread)) --> true	true	own	global
print(getfenv(0) == _G) --> true
local child = setfenv(loadstring("return function() return x end"), env)()
print(child(), getfenv(child) == env) --> own	true
local function tail() return getfenv(2) end
print(e(function() return tail() end)) --> load.lua:56: no function environment for tail call at level 2
x = nil
