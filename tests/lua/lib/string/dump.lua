-- string.dump and what load makes of it.
local a, b, c = 1, 2, 3
local function f(x, ...)
  b = b + 1
  return a, b, c, x, select("#", ...), (function() return a, c end)()
end

-- Upvalues are fresh and nil, in the order in which they are mentioned.
local g = loadstring(string.dump(f))
print(pcall(g, 5, 6, 7))                                 --> false	tests/lua/lib/string/dump.lua:4: attempt to perform arithmetic on upvalue 'b' (a nil value)
print(debug.getinfo(g, "u").nups, debug.getupvalue(g, 1), debug.getupvalue(g, 2), debug.getupvalue(g, 3)) --> 3	b	a	c	nil
print(debug.setupvalue(g, 1, 10), debug.setupvalue(g, 2, "A"), debug.setupvalue(g, 3, "C")) --> b	a	c
print(g("x", nil, nil))                                  --> A	11	C	x	2	A	C
print(g())                                               --> A	12	C	nil	0	A	C
print(b)                                                 --> 2
local function id() return a end
print(loadstring(string.dump(id))())                     --> nil

-- Lines and names stay; the name given to load plays no part.
local t = { x = {} }
function t.x:method(
  first)
  local sum = first
  return self, sum + nil
end
local m = loadstring(string.dump(t.x.method), "=ignored")
print(pcall(m, 1, 2))                                    --> false	tests/lua/lib/string/dump.lua:24: attempt to perform arithmetic on a nil value
for _, method in ipairs { t.x.method, m } do
  local info = debug.getinfo(method, "Su")
  print(info.short_src, info.linedefined, info.lastlinedefined, info.nups, info.what) --> tests/lua/lib/string/dump.lua	21	25	0	Lua
  --> tests/lua/lib/string/dump.lua	21	25	0	Lua
end
print(string.dump(m) == string.dump(t.x.method))         --> true

-- Whole chunks, extra arguments, the `arg` of old, closures that share what they capture.
print(loadstring(string.dump(loadstring("return ...", "=x")))(1, 2, 3)) --> 1	2	3
print(pcall(loadstring(string.dump(function(...) return arg, ... end)), 1)) --> true	nil	1
print(loadstring(string.dump(function(...) return arg.n end))(1, 2)) --> 2
local counter = loadstring(string.dump(function()
  local n = 0
  return function() n = n + 1 return n end, function() return n end
end))
local up, now = counter()
up() up()
print(now())                                             --> 2
local rec
function rec(n) return n == 0 and "end" or rec(n - 1) end
local copy = loadstring(string.dump(rec))
debug.setupvalue(copy, 1, copy)
print(copy(100))                                         --> end
local constants = string.dump(function() return [==[
]]]==], 0x10, 1e300, -0.5, #"\0\n\200" end)
print(loadstring(constants)())                           --> ]]	16	1e+300	-0.5	3

-- A dump of a dump, and dumps of functions inside of it.
local function outer(x) return function(y) return x, y, a end end
local again = loadstring(string.dump(loadstring(string.dump(outer))))
print(again(1)(2))                                       --> 1	2	nil
print(loadstring(string.dump(again(1)))(2))              --> nil	2	nil

-- Globals are those of the thread.
x = "global"
local where = setfenv(function() return x end, { x = "own" })
print(where(), loadstring(string.dump(where))())         --> own	global

-- A reader may give it in pieces.
local dump, position = string.dump(f), 0
local loaded = load(function() position = position + 1 return dump:sub(position, position) end)
print(debug.getinfo(loaded, "S").linedefined)             --> 3

-- What cannot be dumped or loaded.
print(pcall(string.dump, print))                         --> false	unable to dump given function
print(pcall(string.dump))                                --> false	bad argument #1 to '?' (function expected, got no value)
print(pcall(string.dump, "f"))                           --> false	bad argument #1 to '?' (function expected, got string)
print(loadstring(dump:sub(1, 5)))                        --> nil	binary string: unexpected end in precompiled chunk
print(loadstring(dump:sub(1, -2)))                       --> nil	binary string: unexpected end in precompiled chunk
print(loadstring(dump:sub(1, -2), "=name"))              --> nil	name: unexpected end in precompiled chunk
print(loadstring("\27Lua\1 and whatever else there is", "@file")) --> nil	file: bad header in precompiled chunk
