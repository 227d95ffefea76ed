-- Long texts in messages, which are put together in pieces.

--- options: one that is no option is shown in full
local long = ("x"):rep(700000)
local function show(ok, message)
  local from, to = message:find(long, 1, true)
  print(ok, #message, message:sub(1, from - 1) .. "<long>" .. message:sub(to + 1))
end
show(pcall(collectgarbage, long))
show(pcall(function() collectgarbage(long) end))
show(pcall(function() collectgarbage(long .. "\0rest") end))
show(pcall(function() io.stdout:seek(long) end))
show(pcall(function() io.stdout:setvbuf(long, 5) end))
show(pcall(function() os.setlocale(nil, long) end))
string.collect = collectgarbage
show(pcall(function() long:collect() end))
--> false	700042	bad argument #1 to '?' (invalid option '<long>')
--> false	700067	case.lua:7: bad argument #1 to 'collectgarbage' (invalid option '<long>')
--> false	700067	case.lua:8: bad argument #1 to 'collectgarbage' (invalid option '<long>')
--> false	700057	case.lua:9: bad argument #1 to 'seek' (invalid option '<long>')
--> false	700061	case.lua:10: bad argument #1 to 'setvbuf' (invalid option '<long>')
--> false	700063	case.lua:11: bad argument #2 to 'setlocale' (invalid option '<long>')
--> false	700062	case.lua:13: calling 'collect' on bad self (invalid option '<long>')

--- options-with-zeros: a text that ends at a zero byte may be short, and an option
print(collectgarbage("count\0" .. ("x"):rep(100000)) > 0)
local f = io.open("zeros.txt", "w+")
print(f:seek("end\0" .. ("x"):rep(100000)), f:setvbuf("no\0" .. ("x"):rep(100000)))
f:close()
print(pcall(collectgarbage, "other\0" .. ("x"):rep(100000)))
--> true
--> 0	true
--> false	bad argument #1 to '?' (invalid option 'other')

--- files: names that are too long for any
for _, length in ipairs{5000, 40000, 100000, 700000} do
  local long = ("x"):rep(length)
  local function show(ok, message, number)
    local from, to = message:find(long, 1, true)
    print(ok, #message - length, message:sub(1, from - 1) .. "<long>" .. message:sub(to + 1), number)
  end
  show(io.open(long))
  show(io.open(long .. "\0short", "w"))
  show(os.remove(long))
  show(os.rename(long, "short"))
  show(pcall(io.lines, long))
  show(pcall(function() io.input(long) end))
  show(pcall(function() io.output(long) end))
  show(loadfile(long))
  show(pcall(dofile, long))
end
print(select("#", os.rename("nowhere", ("x"):rep(100000))), os.getenv(("x"):rep(100000)), os.getenv(("x"):rep(700000)))
--> nil	20	<long>: File name too long	36
--> nil	20	<long>: File name too long	36
--> nil	20	<long>: File name too long	36
--> nil	20	<long>: File name too long	36
--> false	45	bad argument #1 to '?' (<long>: File name too long)	nil
--> false	62	case.lua:12: bad argument #1 to 'input' (<long>: File name too long)	nil
--> false	63	case.lua:13: bad argument #1 to 'output' (<long>: File name too long)	nil
--> nil	32	cannot open <long>: File name too long	nil
--> false	32	cannot open <long>: File name too long	nil
--> nil	20	<long>: File name too long	36
--> nil	20	<long>: File name too long	36
--> nil	20	<long>: File name too long	36
--> nil	20	<long>: File name too long	36
--> false	45	bad argument #1 to '?' (<long>: File name too long)	nil
--> false	62	case.lua:12: bad argument #1 to 'input' (<long>: File name too long)	nil
--> false	63	case.lua:13: bad argument #1 to 'output' (<long>: File name too long)	nil
--> nil	32	cannot open <long>: File name too long	nil
--> false	32	cannot open <long>: File name too long	nil
--> nil	20	<long>: File name too long	36
--> nil	20	<long>: File name too long	36
--> nil	20	<long>: File name too long	36
--> nil	20	<long>: File name too long	36
--> false	45	bad argument #1 to '?' (<long>: File name too long)	nil
--> false	62	case.lua:12: bad argument #1 to 'input' (<long>: File name too long)	nil
--> false	63	case.lua:13: bad argument #1 to 'output' (<long>: File name too long)	nil
--> nil	32	cannot open <long>: File name too long	nil
--> false	32	cannot open <long>: File name too long	nil
--> nil	20	<long>: File name too long	36
--> nil	20	<long>: File name too long	36
--> nil	20	<long>: File name too long	36
--> nil	20	<long>: File name too long	36
--> false	45	bad argument #1 to '?' (<long>: File name too long)	nil
--> false	62	case.lua:12: bad argument #1 to 'input' (<long>: File name too long)	nil
--> false	63	case.lua:13: bad argument #1 to 'output' (<long>: File name too long)	nil
--> nil	32	cannot open <long>: File name too long	nil
--> false	32	cannot open <long>: File name too long	nil
--> 3	nil	nil

--- traceback: below a long message
local long = ("message "):rep(100000)
local text = debug.traceback(long)
print(text:sub(1, #long) == long, text:sub(#long + 1):match("^\nstack traceback:\n[^\n]*"))
local co = coroutine.create(function() local x = nil; coroutine.yield() end)
coroutine.resume(co)
print(debug.traceback(co, long) == long .. debug.traceback(co, ""))
--> true	
--> stack traceback:
--> 	case.lua:2: in main chunk
--> true

--- require: of a module whose name is long
local long = ("long."):rep(100000)
local file = long:gsub("%.", "/")
package.path = "./?.lua;?"
package.cpath = "./?.so"
local ok, message = pcall(require, long)
print(ok, message == "module '" .. long .. "' not found:\n\tno field package.preload['" .. long .. "']\n\tno file './" .. file .. ".lua'\n\tno file '" .. file .. "'\n\tno file './" .. file .. ".so'\n\tno file './long.so'")
package.preload[long] = function(name) return #name end
print(require(long), require(long .. "\0rest"), package.loaded[long])
local file = assert(io.open("fixed.lua", "w"))
file:write("return ...")
file:close()
package.path = "nowhere/?;./fixed.lua"
local name = ("name"):rep(100000)
print(require(name) == name, require(name .. "\0rest") == name)
--> false	true
--> 500000	500000	500000
--> true	true

--- require-fails: an error in the file of a module whose name is long
local long = ("name"):rep(100000)
for _, text in ipairs{"return x x", "error('while it runs')"} do
  local file = assert(io.open("broken.lua", "w"))
  file:write(text)
  file:close()
  package.path = "./broken.lua"
  local ok, message = pcall(require, long)
  local from, to = message:find(long, 1, true)
  print(ok, from and message:sub(1, from - 1) .. "<long>" .. message:sub(to + 1) or message)
end
package.loaded[long] = nil
package.preload[long] = function() error("loader") end
print(pcall(require, long))
--> false	error loading module '<long>' from file './broken.lua':
--> 	./broken.lua:1: '<eof>' expected near 'x'
--> false	./broken.lua:1: while it runs
--> false	case.lua:12: loader

--- module: names with long parts
local getfenv, pcall, print, long = getfenv, pcall, print, ("part"):rep(100000)
local inner = (function() module("outer." .. long .. ".inner") return getfenv() end)()
print(outer[long].inner == inner, inner._NAME == "outer." .. long .. ".inner", inner._PACKAGE == "outer." .. long .. ".", inner._M == inner)
local cut = (function() module(long .. "\0rest") return getfenv() end)()
print(_G[long] == cut, cut._NAME == long, cut._PACKAGE == "", package.loaded[long] == cut)
outer[long .. "x"] = 5
local ok, message = pcall(function() module("outer." .. long .. "x.inner") end)
local from, to = message:find(long, 1, true)
print(ok, message:sub(1, from - 1) .. "<long>" .. message:sub(to + 1))
--> true	true	true	true
--> true	true	true	true
--> false	case.lua:7: name conflict for module 'outer.<long>x.inner'

--- module-options: natives are options too
local options = {}
for i = 1, 200 do options[i] = i % 2 == 0 and package.seeall or type end
local count = 0
options[100] = function(m) count = count + 1 m.seen = m._NAME end
local getfenv = getfenv
local m = (function() module("optional", unpack(options)) return getfenv() end)()
print(count, m.seen, getmetatable(m).__index == _G)
--> 1	optional	true

--- paths: templates without end, and separators
package.path = (";"):rep(300000) .. "./?.found" .. (";"):rep(100000)
local ok, message = pcall(require, "nowhere.at.all")
print(ok, select(2, message:gsub("no file './nowhere/at/all.found'", "")), #message < 1000)
local long = ("a"):rep(400000)
package.path = long .. "?" .. long .. "?;" .. ("?"):rep(300)
package.cpath = ""
local ok, message = pcall(require, "b.c")
print(ok, message == "module 'b.c' not found:\n\tno field package.preload['b.c']\n\tno file '" .. long .. "b/c" .. long .. "b/c'\n\tno file '" .. ("b/c"):rep(300) .. "'")
package.path = ("?.lua;"):rep(5000)
local ok, message = pcall(require, "c")
print(ok, select(2, message:gsub("no file 'c.lua'", "")))
package.path, package.cpath = 12, 1.5
print(pcall(require, "d"))
--> false	1	true
--> false	true
--> false	5000
--> false	module 'd' not found:
--> 	no field package.preload['d']
--> 	no file '12'
--> 	no file '1.5'

--- c-library-found: it is tried, and is no library
local file = assert(io.open("library.so", "w"))
file:write("this is no library")
file:close()
package.path, package.cpath = "", "./?.so"
local ok, message = pcall(require, "library")
print(ok, message:match("^[^\n]*"))
local ok, message = pcall(require, "library.inner")
print(ok, message:match("^[^\n]*"))
os.remove("library.so")
--> false	error loading module 'library' from file './library.so':
--> false	error loading module 'library.inner' from file './library.so':
