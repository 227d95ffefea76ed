-- debug.sethook and debug.gethook: what they set and tell, errors in hooks, other threads, locals, open values.

print(debug.gethook()) --> nil		0
local function h() end
debug.sethook(h, "") print(debug.gethook() == h, select(2, debug.gethook())) --> true		0
debug.sethook(h, "xyz", -5) print(debug.gethook() == h, select(2, debug.gethook())) --> true		-5
debug.sethook(h, "lrc", 7) print(debug.gethook() == h, select(2, debug.gethook())) --> true	crl	7
local co = coroutine.create(function() print("in co", debug.gethook()) coroutine.yield() end)
print(debug.gethook(co)) coroutine.resume(co)
--> nil	crl	7
--> in co	nil	crl	7
debug.sethook() print(debug.gethook()) --> nil		0
print(debug.gethook(co)) --> nil	crl	7
print(pcall(debug.sethook, 1)) print(pcall(debug.sethook, 1, "l")) print(pcall(debug.sethook, h)) print(pcall(debug.sethook, h, "l", {})) print(pcall(debug.sethook, h, 5)) print(debug.gethook() == h, select(2, debug.gethook())) debug.sethook()
--> false	bad argument #2 to '?' (string expected, got no value)
--> false	bad argument #1 to '?' (function expected, got number)
--> false	bad argument #2 to '?' (string expected, got no value)
--> false	bad argument #3 to '?' (number expected, got table)
--> true
--> true		0
-- error in hook
local r
r = {pcall(function() debug.sethook(function(e, l) if debug.getinfo(2, "S").what == "Lua" then error("hook " .. l) end end, "l")
  local x = 1
  local y = 2
end)} local g = debug.gethook() debug.sethook()
print(g ~= nil, unpack(r)) --> true	false	tests/lua/lib/debug/hooks.lua:23: hook 24
r = {pcall(function() debug.sethook(function(e, l) if debug.getinfo(2, "S").what == "Lua" then error({}) end end, "l")
  local x = 1
end)} debug.sethook()
print(r[1], type(r[2])) --> false	table
-- error caught inside the hook
local n = 0
debug.sethook(function(e, l) n = n + 1 pcall(error, "x") pcall(function() error("y") end) end, "l")
local a = 1
a = 2
a = 3
debug.sethook()
print(n) --> 4
-- hook that removes itself / changes
local t = {}
debug.sethook(function(e, l) t[#t+1] = l if #t == 3 then debug.sethook() end end, "l")
a = 1
a = 2
a = 3
a = 4
print(table.concat(t, " ")) --> 43 44 45
t = {}
debug.sethook(function(e, l) t[#t+1] = e debug.sethook(function(e, l) t[#t+1] = e debug.sethook() end, "l") end, "c")
math.floor(1.5)
a = 1
a = 2
print(table.concat(t, " ")) --> call line
-- count
local c = 0
debug.sethook(function(e, l) assert(e == "count" and l == nil) c = c + 1 end, "", 100)
for i = 1, 1000 do end
debug.sethook()
print(c) --> 10
-- count stops an endless loop
print(pcall(function() debug.sethook(function() debug.sethook() error("timeout", 2) end, "", 1000) while true do end end))
--> false	tests/lua/lib/debug/hooks.lua:61: timeout
print((select(2, pcall(function() debug.sethook(function() debug.sethook() error("timeout") end, "", 1000) while true do end end))))
--> tests/lua/lib/debug/hooks.lua:63: timeout
-- native hook
T = {}
debug.sethook(T.x or setmetatable and rawget and function(...) T[#T+1] = select('#', ...) end, "l")
a = 1
debug.sethook()
print(#T, T[1]) --> 2	2
-- hook on another thread
local lines = {}
co = coroutine.create(function()
  local x = 1
  coroutine.yield()
  x = 2
end)
debug.sethook(co, function(e, l) lines[#lines+1] = e .. (l or "") end, "crl")
coroutine.resume(co) lines[#lines+1] = "|"
a = 1
coroutine.resume(co)
print(table.concat(lines, " "), debug.gethook(co) ~= nil, debug.gethook())
--> call line74 line75 call | return line76 line77 return	true	nil		0
-- set while suspended
lines = {}
co = coroutine.create(function()
  local x = 1
  coroutine.yield()
  x = 2
  x = 3
end)
coroutine.resume(co)
debug.sethook(co, function(e, l) lines[#lines+1] = e .. (l or "") end, "crl")
coroutine.resume(co)
print(table.concat(lines, " ")) --> return line89 line90 line91 return
-- main hook does not see coroutines
lines = {}
debug.sethook(function(e, l) lines[#lines+1] = l end, "l")
co = coroutine.wrap(function()
  local x = 1
end)
co()
debug.sethook()
print(table.concat(lines, " ")) --> 99 101 99 101 102 103
-- locals in hooks
local function f(a, b, ...)
  local c = 10
  local function g() a = a + 1 return b end
  return c
end
local seen = {}
debug.sethook(function(e, l)
  local i = 1 local s = e .. (l or "") .. ":"
  while true do local n, v = debug.getlocal(2, i) if not n or n == "(*temporary)" or n == "g" and e == "return" then break end s = s .. n .. "=" .. type(v) .. "," i = i + 1 end
  seen[#seen+1] = s
end, "crl")
f(1, 2, 3)
debug.sethook()
print(table.concat(seen, " "))
--> return: line117:h=function,co=function,r=table,g=function,n=number,a=number,t=table,c=number,lines=table,f=function,seen=table, call:a=number,b=number,arg=table, line107:a=number,b=number,arg=table, line108:a=number,b=number,arg=table,c=number, line109:a=number,b=number,arg=table,c=number,g=function, return:a=number,b=number,arg=table,c=number, line118:h=function,co=function,r=table,g=function,n=number,a=number,t=table,c=number,lines=table,f=function,seen=table, call:
-- set local in a hook
local function k(x)
  local y = x
  y = y + 1
  return y
end
debug.sethook(function(e, l) if debug.getinfo(2, "f").func == k and l == debug.getinfo(2, "S").linedefined + 2 then debug.setlocal(2, 2, 100) end end, "l")
print(k(1)) --> 101
debug.sethook()
-- traceback in hooks
co = coroutine.create(function()
  local function inner()
    local z = 1
    return z
  end
  debug.sethook(function(e, l) debug.sethook() TB = debug.traceback("hook " .. e) end, "l")
  inner()
  debug.sethook(function(e, l) debug.sethook() TB2 = debug.traceback("hook " .. e) end, "c")
  local x = math.floor(1)
  debug.sethook(function(e, l) if debug.getinfo(2, "n").name == "floor" then debug.sethook() TB3 = debug.traceback("hook " .. e) end end, "r")
  local x = math.floor(1)
end)
print(coroutine.resume(co)) print(TB) print(TB2) print(TB3)
--> true
--> hook line
--> stack traceback:
--> 	tests/lua/lib/debug/hooks.lua:136: in function <tests/lua/lib/debug/hooks.lua:136>
--> 	tests/lua/lib/debug/hooks.lua:137: in function <tests/lua/lib/debug/hooks.lua:131>
--> hook call
--> stack traceback:
--> 	tests/lua/lib/debug/hooks.lua:138: in function <tests/lua/lib/debug/hooks.lua:138>
--> 	[C]: in function 'floor'
--> 	tests/lua/lib/debug/hooks.lua:139: in function <tests/lua/lib/debug/hooks.lua:131>
--> hook return
--> stack traceback:
--> 	tests/lua/lib/debug/hooks.lua:140: in function <tests/lua/lib/debug/hooks.lua:140>
--> 	[C]: in function 'floor'
--> 	tests/lua/lib/debug/hooks.lua:141: in function <tests/lua/lib/debug/hooks.lua:131>
-- open values survive hooks
local function va(...) return ... end
debug.sethook(function() local q = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10} return unpack(q) end, "crl", 1)
print(select('#', va(1, 2, 3, --> 8	1	1	2
  va(4, 5, 6, va(7,
  8)))), (va(1)), va(va(1, 2)))
local tt = {va(1, 2, 3), va(4,
 5)}
print(#tt, math.max(va(3, 9, 2))) --> 3	9
local s = 0 for k, v in pairs{10, 20, 30} do s = s + k * v end print(s) --> 140
for w in ("a b c"):gmatch("%a") do s = s .. w end print(s) --> 140abc
print(pcall(va, 1, 2), xpcall(function() return va(1, 2, 3) end, print)) --> true	true	1	2	3
debug.sethook()
-- tail calls in a loop with hooks
local nt = 0
local function loop(n) if n == 0 then return "end" end return loop(n - 1) end
debug.sethook(function(e) if e == "tail return" then nt = nt + 1 end end, "r")
print(loop(1000)) --> end
debug.sethook()
print(nt) --> 1000
