-- Long sources, which are compiled beside the machine, and long ways to them.

--- long-strings: sources of some hundred kilobytes
local source = ("x = x + 1 "):rep(15000)
x = 0
local f = assert(loadstring(source))
f()
print(x)
print(loadstring(source .. "x x"))
print(loadstring(source .. "x x", "=name"))
print(loadstring(source .. "return [[unfinished", "@name"))
local ok, message = pcall(loadstring(("\n"):rep(200000) .. "error('here')", "=lines"))
print(ok, message)
print(loadstring("-- " .. ("comment "):rep(50000) .. "\nreturn ...")("a", "b"))
--> 15000
--> nil	[string "x = x + 1 x = x + 1 x = x + 1 x = x + 1 x = x + 1 x = x + 1 x =..."]:1: '=' expected near 'x'
--> nil	name:1: '=' expected near 'x'
--> nil	name:1: unfinished long string near '<eof>'
--> false	lines:200001: here
--> a	b

--- long-names: the name of a chunk is cut in messages
local long = ("name"):rep(100000)
for _, name in ipairs{long, "@" .. long, "=" .. long, "line\n" .. long} do
  print(loadstring("x x", name))
  print(pcall(loadstring("error('raised')", name)))
  print(loadstring(("x = 1 "):rep(23000) .. "x x", name))
end
--> nil	[string "namenamenamenamenamenamenamenamenamenamenamenamenamenamenamenam..."]:1: '=' expected near 'x'
--> false	[string "namenamenamenamenamenamenamenamenamenamenam..."]:1: raised
--> nil	[string "namenamenamenamenamenamenamenamenamenamenamenamenamenamenamenam..."]:1: '=' expected near 'x'
--> nil	...namenamenamenamenamenamenamenamenamenamenamenamenamenamenamenamenamename:1: '=' expected near 'x'
--> false	...namenamenamenamenamenamenamenamenamenamenamenamename:1: raised
--> nil	...namenamenamenamenamenamenamenamenamenamenamenamenamenamenamenamenamename:1: '=' expected near 'x'
--> nil	namenamenamenamenamenamenamenamenamenamenamenamenamenamenamenamenamenamenamenam:1: '=' expected near 'x'
--> false	namenamenamenamenamenamenamenamenamenamenamenamenamenamenam:1: raised
--> nil	namenamenamenamenamenamenamenamenamenamenamenamenamenamenamenamenamenamenamenam:1: '=' expected near 'x'
--> nil	[string "line..."]:1: '=' expected near 'x'
--> false	[string "line..."]:1: raised
--> nil	[string "line..."]:1: '=' expected near 'x'

--- long-pieces: a reader may give all of it at once
local source = ("x = x + 1 "):rep(15000)
local function once(text) local done return function() if not done then done = true return text end end end
x = 0
assert(load(once(source)))()
print(x)
print(load(once(source .. "x x"), "=pieces"))
print(load(once("x x " .. source), "=pieces"))
x = 0
assert(load(once(source .. "return 1")))()
print(x)
--> 15000
--> nil	pieces:1: '=' expected near 'x'
--> nil	pieces:1: '=' expected near 'x'
--> 15000

--- many-pieces: of a native, of a function, of numbers
local lines = ("x = x + 1 \n"):rep(13000)
x = 0
assert(load(lines:gmatch("[^\n]*\n")))()
print(x)
print(load((lines .. "x x\n"):gmatch("[^\n]*\n"), "=lines"))
local n = 0
assert(load(function() n = n + 1 if n <= 6000 then return " x = x - 1 " end end))()
print(x, n)
n = 0
print(assert(load(function() n = n + 1 if n == 1 then return "return " elseif n < 2000 then return 1 end end))())
local f = io.open("pieces.lua", "w")
f:write(("y = (y or 0) + 1 "):rep(9), "\n", ("y = y + 1 "):rep(4000))
f:close()
print(pcall(assert(load(io.lines("pieces.lua")))), y)
--> 13000
--> nil	lines:13001: '=' expected near 'x'
--> 7000	6001
--> inf
--> true	4009

--- early-errors: a reader is not asked for ever
for _, piece in ipairs{"x x ", "x = = 1 ", "return 'a\nb' ", "end ", "x = 1 1 ", "goto x "} do
  print(load(function() return piece end, "=endless"))
end
local n = 0
print(load(function() n = n + 1 return n < 3000 and "x = 1 " or "break " end, "=endless"))
--> nil	endless:1: '=' expected near 'x'
--> nil	endless:1: unexpected symbol near '='
--> nil	endless:1: unfinished string near ''a'
--> nil	endless:1: '<eof>' expected near 'end'
--> nil	endless:1: unexpected symbol near '1'
--> nil	endless:1: '=' expected near 'x'
--> nil	endless:1: no loop to break near 'break'

--- readers-fail: after much has been read
local n = 0
local f, message = load(function() n = n + 1 if n == 500 then error("the reader fails") end return "x = 1 " end)
print(f, message:match("^[^\n]*"), n)
n = 0
local f, message = load(function() n = n + 1 if n == 500 then return {} end return ("x = 1 "):rep(100) end)
print(f, message:match("^[^\n]*"), n)
--> nil	case.lua:2: the reader fails	500
--> nil	case.lua:5: reader function must return a string	500

--- files: long ones, with a first line of their own, with errors
local function file(text)
  local f = assert(io.open("long.lua", "wb"))
  f:write(text)
  f:close()
  return "long.lua"
end
local source = ("z = z + 1 "):rep(15000)
z = 0
print(pcall(assert(loadfile(file(source)))), z)
print(pcall(dofile, file("#!/usr/bin/lua " .. ("x"):rep(100000) .. "\n" .. source .. "return z, ...")))
print(loadfile(file(source .. "\nx x")))
print(pcall(dofile, file(source .. "\nx x")))
print(loadfile(file("# only a comment")) ~= nil, loadfile(file("")) ~= nil)
print(loadfile("."))
print(pcall(dofile, "."))
--> true	15000
--> true	30000
--> nil	long.lua:2: '=' expected near 'x'
--> false	long.lua:2: '=' expected near 'x'
--> true	true
--> nil	cannot read .: Is a directory
--> false	cannot read .: Is a directory

--- dumps-in-files: behind a first line, and long
local function file(text)
  local f = assert(io.open("dump.lua", "wb"))
  f:write(text)
  f:close()
  return "dump.lua"
end
local f = loadstring("local sum = 0 for i = 1, select('#', ...) do sum = sum + (select(i, ...)) end return sum", "=sum")
print(dofile(file(string.dump(f))), loadfile(file("#!/usr/bin/lua\n" .. string.dump(f)))(1, 2, 3))
local long = string.dump(assert(loadstring(("x = x + 1 "):rep(15000) .. "return x", "=long")))
x = 0
print(loadstring(long)(), loadfile(file("#comment\n" .. long))(), dofile(file(long)))
--> 0	6
--> 15000	30000	45000

--- dumps: methods, functions with upvalues, functions in long chunks
local object = {}
function object:method(a, ...) return self, a, select("#", ...) end
print(select(2, loadstring(string.dump(object.method))(1, 2, 3, 4)))
local a, b, c = 1, 2, 3
local function captures() return a, b, c end
print(loadstring(string.dump(captures))())
local chunk = loadstring(("\n"):rep(5000) .. "return function(x)\n return x + 1 end,\n function(...)\n error('in it') end", "=chunk")
local f, g = chunk()
print(loadstring(string.dump(f))(41))
print(pcall(loadstring(string.dump(g))))
local named = loadstring("return 1", "@" .. ("name"):rep(100000))
local again = loadstring(string.dump(named))
print(again(), debug.getinfo(again, "S").source == debug.getinfo(named, "S").source)
--> 2	2
--> nil	nil	nil
--> 42
--> false	chunk:5004: in it
--> 1	true

--- getinfo: sources and lines of long functions
local source = ("x = 1\n"):rep(15000)
local f = loadstring(source)
local info = debug.getinfo(f, "SL")
print(info.source == source, info.short_src, info.what)
local count, sum = 0, 0
for line in pairs(info.activelines) do count, sum = count + 1, sum + line end
print(count, sum)
local g = loadstring("return 1", "=" .. ("name"):rep(100000))
local info = debug.getinfo(g)
print(#info.source, #info.short_src, info.activelines)
--> true	[string "x = 1..."]	main
--> 15000	112507500
--> 400001	59	nil
