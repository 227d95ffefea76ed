-- debug.getinfo: every option, of functions, levels and threads.

-- The fields of a table in the order of their names; functions and tables by their type.
local function fields(t)
  local list = {}
  for name, value in pairs(t) do
    local shown = (type(value) == "function" or type(value) == "table") and type(value) or tostring(value)
    list[#list + 1] = tostring(name) .. "=" .. shown
  end
  table.sort(list)
  return table.concat(list, " ")
end

-- Functions.
print(fields(debug.getinfo(type)))
--> currentline=-1 func=function lastlinedefined=-1 linedefined=-1 namewhat= nups=0 short_src=[C] source==[C] what=C
print(fields(debug.getinfo(fields)))
--> currentline=-1 func=function lastlinedefined=12 linedefined=4 namewhat= nups=0 short_src=tests/lua/lib/debug/getinfo.lua source=@tests/lua/lib/debug/getinfo.lua what=Lua
print(fields(debug.getinfo(type, "fL"))) --> func=function
print(debug.getinfo(fields, "f").func == fields) --> true
local chunk = loadstring("local a\nreturn function() return a end", "=chunk")
print(fields(debug.getinfo(chunk)))
--> currentline=-1 func=function lastlinedefined=0 linedefined=0 namewhat= nups=0 short_src=chunk source==chunk what=main
print(fields(debug.getinfo(chunk())))
--> currentline=-1 func=function lastlinedefined=2 linedefined=2 namewhat= nups=1 short_src=chunk source==chunk what=Lua
print(fields(debug.getinfo(loadstring("return 1"), "S")))
--> lastlinedefined=0 linedefined=0 short_src=[string "return 1"] source=return 1 what=main
print(fields(debug.getinfo(loadstring("return 1\n+ 1"), "S")))
--> lastlinedefined=0 linedefined=0 short_src=[string "return 1..."] source=return 1
--> + 1 what=main
print(fields(debug.getinfo(loadstring("return 1", "@" .. ("x"):rep(100)), "S")))
--> lastlinedefined=0 linedefined=0 short_src=...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx source=@xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx what=main

-- Lines with code: not those of parameters, of variables without a value at the beginning, or of blank lines.
local function lines(f)
  local list = {}
  for line in pairs(debug.getinfo(f, "L").activelines) do list[#list + 1] = line end
  table.sort(list)
  return table.concat(list, " ")
end
print(lines(loadstring("local a\n\na = 1\nreturn\n"))) --> 3 4
print(lines(loadstring("return function(a, ...)\n\nreturn a\nend")())) --> 3 4
print(lines(loadstring("return function(a)\n\nreturn function() a = a + 1 end\nend")())) --> 3 4
print(lines(loadstring("return function(a, ...)\n\nreturn function() a = a + arg.n end\nend")())) --> 3 4
print(lines(loadstring("for i = 1, 2 do\n\nprint(i)\nend"))) --> 1 3 4

-- Levels.
print(fields(debug.getinfo(1)))
--> currentline=48 func=function lastlinedefined=0 linedefined=0 namewhat= nups=0 short_src=tests/lua/lib/debug/getinfo.lua source=@tests/lua/lib/debug/getinfo.lua what=main
print(fields(debug.getinfo(0)))
--> currentline=-1 func=function lastlinedefined=-1 linedefined=-1 name=getinfo namewhat=field nups=0 short_src=[C] source==[C] what=C
local function caller(...)
  local info = debug.getinfo(1)
  return fields(info)
end
print((caller()))
--> currentline=53 func=function lastlinedefined=55 linedefined=52 name=caller namewhat=local nups=1 short_src=tests/lua/lib/debug/getinfo.lua source=@tests/lua/lib/debug/getinfo.lua what=Lua
local function tail() return caller() end
print((tail()))
--> currentline=53 func=function lastlinedefined=55 linedefined=52 namewhat= nups=1 short_src=tests/lua/lib/debug/getinfo.lua source=@tests/lua/lib/debug/getinfo.lua what=Lua
print(debug.getinfo(100), debug.getinfo(100, "X")) --> nil	nil
print(debug.getinfo("1").what, debug.getinfo(1.9).what) --> main	main
print(fields(debug.getinfo(-1)))
--> currentline=-1 lastlinedefined=-1 linedefined=-1 name= namewhat= nups=0 short_src=(tail call) source==(tail call) what=tail
print(fields(debug.getinfo(-1, "XYZ"))) -->

-- What callers call functions.
local object = { m = function() return fields(debug.getinfo(1, "n")) end }
print((object:m()), (object.m()), (object["m"]()))
--> name=m namewhat=method	name=m namewhat=field	name=m namewhat=field
local key = "m"
print((object[key]())) --> name=? namewhat=field
local m = object.m
print((m())) --> name=m namewhat=local
function global() return (m()) end
print(global()) --> name=m namewhat=upvalue
name = m
print((name())) --> name=name namewhat=global
for done in function(_, done) if not done then print(fields(debug.getinfo(1, "n"))) return 1 end end do end
--> name=(for generator) namewhat=local
local meta = setmetatable({}, { __index = m, __add = m })
print(meta.x, meta + 1) --> namewhat=	namewhat=
print(select(2, pcall(m))) --> namewhat=

-- Tail calls.
local function last(level) return fields(debug.getinfo(level, "nSl")) end
local function first(level) return last(level) end
print((first(1)))
--> currentline=86 lastlinedefined=86 linedefined=86 namewhat= short_src=tests/lua/lib/debug/getinfo.lua source=@tests/lua/lib/debug/getinfo.lua what=Lua
print((first(2)))
--> currentline=-1 lastlinedefined=-1 linedefined=-1 name= namewhat= short_src=(tail call) source==(tail call) what=tail
print((first(3)))
--> currentline=92 lastlinedefined=0 linedefined=0 namewhat= short_src=tests/lua/lib/debug/getinfo.lua source=@tests/lua/lib/debug/getinfo.lua what=main

-- Threads.
local co = coroutine.create(function(a)
  local b = coroutine.yield(a)
  return b
end)
print(debug.getinfo(co, 0), debug.getinfo(co, 1)) --> nil	nil
coroutine.resume(co, 1)
print(fields(debug.getinfo(co, 0)))
--> currentline=-1 func=function lastlinedefined=-1 linedefined=-1 name=yield namewhat=field nups=0 short_src=[C] source==[C] what=C
print(fields(debug.getinfo(co, 1, "nSlu")))
--> currentline=97 lastlinedefined=99 linedefined=96 namewhat= nups=0 short_src=tests/lua/lib/debug/getinfo.lua source=@tests/lua/lib/debug/getinfo.lua what=Lua
print(debug.getinfo(co, 2)) --> nil
print(debug.getinfo(co, type).what) --> C
coroutine.resume(co, 1)
print(debug.getinfo(co, 0))
--> nil
--> currentline=-1 lastlinedefined=-1 linedefined=-1 name=resume namewhat=field short_src=[C] source==[C] what=C
--> currentline=119 lastlinedefined=120 linedefined=114 namewhat= short_src=tests/lua/lib/debug/getinfo.lua source=@tests/lua/lib/debug/getinfo.lua what=Lua
local outer
outer = coroutine.create(function()
  local inner = coroutine.create(function()
    print(fields(debug.getinfo(outer, 0, "nSl")))
    print(fields(debug.getinfo(outer, 1, "nSl")))
  end)
  coroutine.resume(inner)
end)
coroutine.resume(outer)

-- Errors.
print(pcall(debug.getinfo)) --> false	bad argument #1 to '?' (function or level expected)
print(pcall(debug.getinfo, {})) --> false	bad argument #1 to '?' (function or level expected)
print(pcall(debug.getinfo, 1, "X")) --> false	bad argument #2 to '?' (invalid option)
print(pcall(debug.getinfo, type, ">S")) --> false	bad argument #2 to '?' (invalid option)
print(pcall(debug.getinfo, co)) --> false	bad argument #2 to '?' (function or level expected)
print(pcall(debug.getinfo, 1, {})) --> false	bad argument #2 to '?' (string expected, got table)
