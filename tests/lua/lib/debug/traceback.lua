-- debug.traceback. Everything happens in coroutines: under the main chunk, hosts differ.

local function run(f, ...)
  print(select(2, coroutine.resume(coroutine.create(f), ...)))
end

run(function() return debug.traceback("message") .. "" end)
--> message
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:7: in function <tests/lua/lib/debug/traceback.lua:7>
run(function() return debug.traceback("level 0", 0) .. "" end)
--> level 0
--> stack traceback:
--> 	[C]: in function 'traceback'
--> 	tests/lua/lib/debug/traceback.lua:11: in function <tests/lua/lib/debug/traceback.lua:11>
run(function() return debug.traceback("level 2", 2) .. "" end)
--> level 2
--> stack traceback:
run(function() return debug.traceback("level 20", 20) .. "" end)
--> level 20
--> stack traceback:
run(function() return debug.traceback("level -1", -1) .. "" end)
--> level -1
--> stack traceback:
--> 	(tail call): ?
--> 	[C]: in function 'traceback'
--> 	tests/lua/lib/debug/traceback.lua:22: in function <tests/lua/lib/debug/traceback.lua:22>
run(function() return debug.traceback() .. "" end)
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:28: in function <tests/lua/lib/debug/traceback.lua:28>
run(function() return debug.traceback(12) .. "" end)
--> 12
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:31: in function <tests/lua/lib/debug/traceback.lua:31>
print(debug.traceback(type) == type, debug.traceback(type, 4) == type, debug.traceback(nil), debug.traceback(nil, "x"))
--> true	true	nil	x
--> named
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:61: in function 'field'
--> 	tests/lua/lib/debug/traceback.lua:62: in function <tests/lua/lib/debug/traceback.lua:60>
--> named
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:61: in function 'field'
--> 	tests/lua/lib/debug/traceback.lua:63: in function <tests/lua/lib/debug/traceback.lua:60>
--> named
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:61: in function 'f'
--> 	tests/lua/lib/debug/traceback.lua:65: in function <tests/lua/lib/debug/traceback.lua:60>
--> named
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:61: in function 'global'
--> 	tests/lua/lib/debug/traceback.lua:67: in function <tests/lua/lib/debug/traceback.lua:60>
--> named
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:61: in function 'f'
--> 	tests/lua/lib/debug/traceback.lua:68: in function 'upvalue'
--> 	tests/lua/lib/debug/traceback.lua:69: in function <tests/lua/lib/debug/traceback.lua:60>

-- Names and tail calls.
run(function() -->
  local o = { field = function() return debug.traceback("named") .. "" end }
  print(o:field())
  print(o.field())
  local f = o.field
  print(f())
  global = f
  print(global())
  local function upvalue() return f() .. "" end
  print(upvalue())
end)
local function last() return debug.traceback("tail") end
local function first() return last() end
run(function()
--> tail
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:71: in function <tests/lua/lib/debug/traceback.lua:71>
--> 	(tail call): ?
--> 	tests/lua/lib/debug/traceback.lua:79: in function <tests/lua/lib/debug/traceback.lua:73>
  local text = first()
  return text
end)
run(function() return first() end)
--> tail
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:71: in function <tests/lua/lib/debug/traceback.lua:71>
--> 	(tail call): ?
--> 	(tail call): ?
run(loadstring("return debug.traceback('chunk') .. ''", "=chunk"))
--> chunk
--> stack traceback:
--> 	chunk:1: in main chunk
run(loadstring("return debug.traceback('chunk') .. ''"))
--> chunk
--> stack traceback:
--> 	[string "return debug.traceback('chunk') .. ''"]:1: in main chunk
--> in pcall
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:117: in function <tests/lua/lib/debug/traceback.lua:117>
--> 	[C]: in function 'pcall'
--> 	tests/lua/lib/debug/traceback.lua:117: in function <tests/lua/lib/debug/traceback.lua:110>
--> tests/lua/lib/debug/traceback.lua:118: E
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:118: in function <tests/lua/lib/debug/traceback.lua:118>
--> 	[C]: in function 'error'
--> 	tests/lua/lib/debug/traceback.lua:118: in function <tests/lua/lib/debug/traceback.lua:118>
--> 	[C]: in function 'xpcall'
--> 	tests/lua/lib/debug/traceback.lua:118: in function <tests/lua/lib/debug/traceback.lua:110>

-- Through natives, metamethods and iterators.
run(function()
-->
--> in sort
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:129: in function <tests/lua/lib/debug/traceback.lua:128>
--> 	[C]: in function 'sort'
--> 	tests/lua/lib/debug/traceback.lua:128: in function <tests/lua/lib/debug/traceback.lua:120>
  pcall(function() print(debug.traceback("in pcall")) end)
  xpcall(function() error("E") end, function(message) print(debug.traceback(message)) end)
end)
run(function()
-->
--> in gsub
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:133: in function <tests/lua/lib/debug/traceback.lua:133>
--> 	[C]: in function 'gsub'
--> 	tests/lua/lib/debug/traceback.lua:133: in function <tests/lua/lib/debug/traceback.lua:133>
  local done
  table.sort({ 1, 2 }, function(a, b)
    done = done or print(debug.traceback("in sort")) or true
    return a < b
  end)
end)
run(function() ("x"):gsub(".", function() print(debug.traceback("in gsub")) end) end) -->
run(function() return setmetatable({}, { __index = function() return debug.traceback("in __index") .. "" end }).x end)
--> in __index
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:134: in function <tests/lua/lib/debug/traceback.lua:134>
--> 	tests/lua/lib/debug/traceback.lua:134: in function <tests/lua/lib/debug/traceback.lua:134>
--> in an iterator
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:143: in function '(for generator)'
--> 	tests/lua/lib/debug/traceback.lua:143: in function <tests/lua/lib/debug/traceback.lua:143>
run(function() for _ in function(_, c) if not c then print(debug.traceback("in an iterator")) return 1 end end do end end)
-->

-- No more than 22 levels.
local function deep(n)
  if n == 0 then return debug.traceback("deep") .. "" end
  local text = deep(n - 1)
  return text
end
for n = 18, 22 do run(function() return (deep(n)) end) end
--> deep
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:148: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:152: in function <tests/lua/lib/debug/traceback.lua:152>
--> deep
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:148: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:152: in function <tests/lua/lib/debug/traceback.lua:152>
--> deep
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:148: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:152: in function <tests/lua/lib/debug/traceback.lua:152>
--> deep
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:148: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	...
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:152: in function <tests/lua/lib/debug/traceback.lua:152>
--> deep
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:148: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	...
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:149: in function 'deep'
--> 	tests/lua/lib/debug/traceback.lua:152: in function <tests/lua/lib/debug/traceback.lua:152>
local function tails(n, level)
  if n == 0 then return debug.traceback("tails", level) .. "" end
  return tails(n - 1, level)
end
for level = 0, 14, 3 do run(function() return (tails(30, level)) end) end
--> tails
--> stack traceback:
--> 	[C]: in function 'traceback'
--> 	tests/lua/lib/debug/traceback.lua:271: in function <tests/lua/lib/debug/traceback.lua:270>
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	...
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	tests/lua/lib/debug/traceback.lua:274: in function <tests/lua/lib/debug/traceback.lua:274>
--> tails
--> stack traceback:
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	...
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	tests/lua/lib/debug/traceback.lua:274: in function <tests/lua/lib/debug/traceback.lua:274>
--> tails
--> stack traceback:
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	...
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	tests/lua/lib/debug/traceback.lua:274: in function <tests/lua/lib/debug/traceback.lua:274>
--> tails
--> stack traceback:
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	...
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	tests/lua/lib/debug/traceback.lua:274: in function <tests/lua/lib/debug/traceback.lua:274>
--> tails
--> stack traceback:
--> 	...
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	(tail call): ?
--> 	tests/lua/lib/debug/traceback.lua:274: in function <tests/lua/lib/debug/traceback.lua:274>

-- Other threads.
local co = coroutine.create(function(a)
  local b = coroutine.yield(a)
  error({})
end)
print(debug.traceback(co)) --> stack traceback:
coroutine.resume(co, 1)
print(debug.traceback(co))
--> stack traceback:
--> 	[C]: in function 'yield'
--> 	tests/lua/lib/debug/traceback.lua:373: in function <tests/lua/lib/debug/traceback.lua:372>
print(debug.traceback(co, "message"))
--> message
--> stack traceback:
--> 	[C]: in function 'yield'
--> 	tests/lua/lib/debug/traceback.lua:373: in function <tests/lua/lib/debug/traceback.lua:372>
print(debug.traceback(co, "message", 1))
--> message
--> stack traceback:
--> 	tests/lua/lib/debug/traceback.lua:373: in function <tests/lua/lib/debug/traceback.lua:372>
print(debug.traceback(co, nil)) --> nil
coroutine.resume(co)
print(debug.traceback(co))
--> stack traceback:
--> 	[C]: in function 'error'
--> 	tests/lua/lib/debug/traceback.lua:374: in function <tests/lua/lib/debug/traceback.lua:372>
co = coroutine.create(function() return 1 end)
coroutine.resume(co)
print(debug.traceback(co)) --> stack traceback:
