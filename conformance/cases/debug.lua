-- The debug library, section 5.9.

--- traceback: of levels, of coroutines, with a message
coroutine.wrap(function()
local function inner() return (debug.traceback("message")) end
local function outer()
  local s = inner()
  return s
end
print(outer())
print(debug.traceback("m", 1))
print(debug.traceback({}) ~= nil, debug.traceback(nil), debug.traceback(5, 1))
local co = coroutine.create(function() local x = 1 coroutine.yield() end)
coroutine.resume(co)
print(debug.traceback(co))
print(debug.traceback(co, "msg"))
print(debug.traceback(co, nil, 1))
local function tail() return inner() end
print((tail()))
end)()
--> message
--> stack traceback:
--> 	case.lua:2: in function 'inner'
--> 	case.lua:4: in function 'outer'
--> 	case.lua:7: in function <case.lua:1>
--> m
--> stack traceback:
--> 	case.lua:8: in function <case.lua:1>
--> true	nil	5
--> stack traceback:
--> 	case.lua:9: in function <case.lua:1>
--> stack traceback:
--> 	[C]: in function 'yield'
--> 	case.lua:10: in function <case.lua:10>
--> msg
--> stack traceback:
--> 	[C]: in function 'yield'
--> 	case.lua:10: in function <case.lua:10>
--> nil
--> message
--> stack traceback:
--> 	case.lua:2: in function <case.lua:2>
--> 	(tail call): ?
--> 	case.lua:16: in function <case.lua:1>

--- traceback-kinds: methods, fields, globals, natives
coroutine.wrap(function()
function globalf() return debug.traceback("g") .. "" end
local t = {field = function() local s = globalf() return s end}
function t:method() local s = self.field() return s end
print(t:method())
print(select(2, pcall(function() local s = debug.traceback("p") return s end)))
table.sort({1, 2}, function() print(debug.traceback("in sort")) return false end)
end)()
--> g
--> stack traceback:
--> 	case.lua:2: in function 'globalf'
--> 	case.lua:3: in function 'field'
--> 	case.lua:4: in function 'method'
--> 	case.lua:5: in function <case.lua:1>
--> p
--> stack traceback:
--> 	case.lua:6: in function <case.lua:6>
--> 	[C]: in function 'pcall'
--> 	case.lua:6: in function <case.lua:1>
--> in sort
--> stack traceback:
--> 	case.lua:7: in function <case.lua:7>
--> 	[C]: in function 'sort'
--> 	case.lua:7: in function <case.lua:1>

--- traceback-long: the middle is left out
local function deep(n) if n == 0 then return debug.traceback("deep") .. "" end local s = deep(n - 1) return s end
local s = deep(50)
print(#s:gsub("[^\n]", ""), s:match("\n\t%.%.%.\n") ~= nil)
--> 23	true

--- getinfo: what is known of functions
local function f(a, b, ...)
  local info = debug.getinfo(1, "nSluf")
  return info
end
local i = f()
print(i.name, i.namewhat, i.what, i.short_src, i.source, i.linedefined, i.lastlinedefined, i.currentline, i.nups, i.func == f)
local i = debug.getinfo(print)
print(i.what, i.short_src, i.source, i.currentline, i.linedefined, i.name, i.namewhat, i.nups)
local i = debug.getinfo(f, "L")
local lines = {}
for line in pairs(i.activelines) do lines[#lines + 1] = line end
table.sort(lines)
print(table.concat(lines, " "))
print(debug.getinfo(100), debug.getinfo(1, "l").currentline, debug.getinfo(1, "S").what)
print(pcall(debug.getinfo, 1, "X"))
print(pcall(debug.getinfo, {}))
print(pcall(debug.getinfo))
print(pcall(debug.getinfo, "x"))
local function tail() return debug.getinfo(2, "S").what, debug.getinfo(2, "S").short_src, debug.getinfo(2, "S").source end
local function caller() return tail() end
print(caller())
--> f	local	Lua	case.lua	@case.lua	1	4	2	0	true
--> C	[C]	=[C]	-1	-1	nil		0
--> 2 3 4
--> nil	14	main
--> false	bad argument #2 to '?' (invalid option)
--> false	bad argument #1 to '?' (function or level expected)
--> false	bad argument #1 to '?' (function or level expected)
--> false	bad argument #1 to '?' (function or level expected)
--> tail	(tail call)	=(tail call)

--- getinfo-names: how a function was called
local function who() local i = debug.getinfo(2, "n") return i.name, i.namewhat end
local function l() local a, b = who() return a, b end
local a, b = l() print(a, b)
function g() local a, b = who() return a, b end
local a, b = g() print(a, b)
local t = {f = l}
local a, b = t.f() print(a, b)
function t:m() local a, b = who() return a, b end
local a, b = t:m() print(a, b)
local up = l
local function u() local a, b = up() return a, b end
print(u())
--> l	local
--> g	global
--> f	field
--> m	method
--> up	upvalue

--- locals: by level, with names and values
local function f(a, b, ...)
  local c = "c"
  do local d = "d" end
  local names = {}
  for i = 1, 10 do local n, v = debug.getlocal(1, i) if not n then break end names[#names + 1] = n .. "=" .. type(v) end
  print(table.concat(names, " "))
  print(debug.setlocal(1, 1, "changed"), a)
  print(debug.setlocal(1, 100, "x"))
end
f(1, 2, 3)
print(debug.getlocal(1, 100))
print(pcall(debug.getlocal, 100, 1))
print(pcall(debug.setlocal, 100, 1, 1))
print(debug.setlocal(0, 1, "x"), debug.setlocal(0, 3, "x"), debug.setlocal(0, 4, "x", "y"))
print(pcall(debug.getlocal))
print(pcall(debug.getlocal, 1))
--> a=number b=number arg=table c=string names=table (for index)=number (for limit)=number (for step)=number i=number
--> a	changed
--> nil
--> nil
--> false	bad argument #1 to '?' (level out of range)
--> false	bad argument #1 to '?' (level out of range)
--> (*temporary)	(*temporary)	nil
--> false	bad argument #1 to '?' (number expected, got no value)
--> false	bad argument #2 to '?' (number expected, got no value)

--- locals-hidden: loops have variables of their own
local function names() local n, t = 1, {} while debug.getlocal(2, n) do t[n] = debug.getlocal(2, n) n = n + 1 end return table.concat(t, " ") end
local function f()
  for i = 1, 1 do print(names()) end
  for k, v in ipairs{1} do print(names()) end
end
f()
--> (for index) (for limit) (for step) i (*temporary)
--> (for generator) (for state) (for control) k v (*temporary)

--- traceback-main: the main chunk is at the bottom
print((debug.traceback("x"):gsub("\n\t%[C%]: %?", "")))
--> x
--> stack traceback:
--> 	case.lua:1: in main chunk

--- locals-of-coroutines: of a suspended one
local co = coroutine.create(function(a) local b = "b" coroutine.yield() print(b) end)
coroutine.resume(co, "a")
print(debug.getlocal(co, 1, 1))
print(debug.getlocal(co, 1, 2))
print(debug.setlocal(co, 1, 2, "new"))
coroutine.resume(co)
--> a	a
--> b	b
--> b
--> new

--- upvalues: by index
local x, y = 1, 2
local function f() x = x + 1 return x, y end
print(debug.getupvalue(f, 1))
print(debug.getupvalue(f, 2))
print(debug.getupvalue(f, 3))
print(debug.setupvalue(f, 1, 10), x, f())
print(debug.setupvalue(f, 5, 0))
print(debug.getupvalue(print, 1))
print(pcall(debug.getupvalue, 1, 1))
print(pcall(debug.getupvalue, f))
print(pcall(debug.setupvalue, f, 1))
--> x	1
--> y	2
-->
--> x	10	11	2
-->
-->
--> false	bad argument #1 to '?' (function expected, got number)
--> false	bad argument #2 to '?' (number expected, got no value)
--> false	bad argument #3 to '?' (value expected)

--- metatables: of any value, protected or not
local m = {__metatable = "locked"}
local t = setmetatable({}, m)
print(getmetatable(t), debug.getmetatable(t) == m, debug.setmetatable(t, nil), debug.getmetatable(t))
print(debug.getmetatable(1), debug.setmetatable(1, {__index = {x = "number"}}), (1).x)
debug.setmetatable(1, nil)
print(pcall(debug.setmetatable, 1, 1))
print(pcall(debug.getmetatable))
--> locked	true	true	nil
--> nil	true	number
--> false	bad argument #2 to '?' (nil or table expected)
--> false	bad argument #1 to '?' (value expected)

--- environments: of functions and threads
local function f() return v end
print(debug.getfenv(f) == _G, debug.setfenv(f, {v = "env"}) == f, f())
print(debug.getfenv(coroutine.create(f)) == _G, debug.getfenv({}), debug.getfenv(print) == _G)
print(pcall(debug.setfenv, 1, {}))
print(pcall(debug.setfenv, {}, {}))
print(type(debug.getregistry()))
--> true	true	env
--> true	nil	true
--> false	'setfenv' cannot change environment of given object
--> false	'setfenv' cannot change environment of given object
--> table

--- hooks-lines: every line is announced
local lines = {}
debug.sethook(function(event, line) lines[#lines + 1] = line end, "l")
local x = 1
for i = 1, 2 do
  x = x + i
end
debug.sethook()
print(table.concat(lines, " "), debug.gethook())
--> 3 4 5 4 5 4 7	nil		0

--- hooks-calls: calls and returns, tail calls too
local events = {}
local function f() return 1 end
local function g() local x = f() return x end
debug.sethook(function(event) events[#events + 1] = event .. ":" .. tostring(debug.getinfo(2, "n").name) end, "cr")
g()
debug.sethook()
print(table.concat(events, " "))
--> return:sethook call:g call:f return:f return:g call:sethook

--- hooks-tail-calls: have returns of their own
local events = {}
local function f() return 1 end
local function g() return f() end
debug.sethook(function(event) events[#events + 1] = event end, "cr")
g()
debug.sethook()
print(table.concat(events, " "))
--> return call call return tail return call

--- hooks-count: every so many instructions
local n = 0
debug.sethook(function(event) n = n + 1 end, "", 100)
for i = 1, 10000 do end
debug.sethook()
print(n > 50, select("#", debug.gethook()))
--> true	3

--- hooks-errors: an error in a hook goes to the program
print(pcall(function()
  debug.sethook(function() debug.sethook() error("from hook", 0) end, "l")
  local x = 1
end))
print(debug.gethook())
--> false	from hook
--> nil		0

--- console: commands until cont
--@ stdin print("debugged")\nerror("x")\nx = =\ncont\nprint("never")
debug.debug()
print("after")
--> debugged
--> after

--- library: these functions and no others
local names = {}
for name in pairs(debug) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
--> debug getfenv gethook getinfo getlocal getmetatable getregistry getupvalue setfenv sethook setlocal setmetatable setupvalue traceback

--- console-errors: errors of any kind do not end it
--@ stdin error(5)\nerror("text")\nx =\nprint(1)\ncont
debug.debug()
print("after")
--> 1
--> after

--- objects: userdata and threads have environments and metatables
local f = newproxy(true)
print(type(debug.getfenv(f)), debug.setfenv(f, {1}) == f, debug.getfenv(f)[1])
local meta = debug.getmetatable(f)
print(debug.setmetatable(f, {__index = {name = "mine"}}) == true, f.name, debug.setmetatable(f, meta), getmetatable(f) == meta, io.type(f))
local co = coroutine.create(function() return x end)
print(debug.setfenv(co, {y = 1}) == co, debug.getfenv(co).y, debug.getfenv(print) == _G, debug.getfenv(5), debug.getfenv("x"))
print(pcall(debug.setfenv, 5, {}))
print(debug.getlocal(0, 1), debug.getlocal(0, 2), debug.getlocal(0, 3))
--> table	true	1
--> true	mine	true	true	nil
--> true	1	true	nil	nil
--> false	'setfenv' cannot change environment of given object
--> (*temporary)	(*temporary)	nil

--- console-values: errors that are numbers do not end it
--@ stdin error(5, 0)\nprint("on")\nreturn 1, 2\nx x\ncont\nprint("unread")\n
debug.debug()
print(io.read())
--> on
--> print("unread")

--- getinfo-lost: a caller that is gone with its tail call
local function inner() local t = debug.getinfo(2, "nSl") return t.name, t.namewhat, t.what, t.short_src, t.currentline end
local function outer() return inner() end
local name, namewhat, what, source, line = outer()
print(name, namewhat, what, source, line)
--> 		tail	(tail call)	-1
