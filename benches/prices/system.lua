--- file:write io.open file:close | long strings
local BYTES, ITEMS, FILE = ...
local s = ("x"):rep(BYTES)
return function() local f = io.open(FILE, "w") f:write(s, s) f:close() end
--- file:write | short strings
local BYTES, ITEMS, FILE = ...
local f = io.open("/dev/null", "w")
return function() for i = 1, 100 do f:write("x", i, "\n") end end
--- file:write file:setvbuf | without a buffer
local f = io.open("/dev/null", "w")
f:setvbuf("no")
return function() for i = 1, 100 do f:write("x") end end
--- file:setvbuf file:flush | flushed each time
local f = io.open("/dev/null", "w")
return function() for i = 1, 100 do f:write("x") f:flush() f:setvbuf("full") f:setvbuf("line", i) end end
--- io.write io.output io.flush | many arguments
local BYTES, ITEMS, FILE = ...
io.output("/dev/null")
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() io.write(unpack(t)) io.flush() end
--- file:read | all
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w") f:write(("x"):rep(BYTES)) f:close()
f = io.open(FILE)
return function() f:seek("set") f:read("*a") end
--- file:read | lines
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w") f:write(("x\n"):rep(BYTES / 2)) f:close()
f = io.open(FILE)
return function() f:seek("set") repeat until not f:read() end
--- file:read | one line
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w") f:write(("x"):rep(BYTES)) f:close()
f = io.open(FILE)
return function() f:seek("set") f:read("*l") end
--- file:read | numbers
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w") f:write(("1.5e3 "):rep(BYTES / 16)) f:close()
f = io.open(FILE)
return function() f:seek("set") repeat until not f:read("*n") end
--- file:read | spaces before a number
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w") f:write((" "):rep(BYTES)) f:close()
f = io.open(FILE)
return function() f:seek("set") f:read("*n") end
--- file:read | pieces
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w") f:write(("x"):rep(BYTES)) f:close()
f = io.open(FILE)
return function() f:seek("set") while f:read(10) do end end
--- file:read file:seek | nothing, and seeking
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w") f:write(("x"):rep(BYTES)) f:close()
f = io.open(FILE)
return function() for i = 1, 100 do f:read(0) f:seek("set", i) f:read(1) f:seek("cur") f:seek("end") f:read(1) end end
--- file:read | far too much
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w") f:write("x") f:close()
f = io.open(FILE)
return function() f:seek("set") f:read(1e6) end
--- file:read | many formats
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w") f:write("x") f:close()
f = io.open(FILE)
local t = {}
for i = 1, ITEMS do t[i] = 0 end
return function() f:seek("set") f:read(unpack(t)) end
--- io.read io.input | without a file
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w") f:write(("x\n"):rep(BYTES / 2)) f:close()
io.input(FILE)
return function() io.input():seek("set") for _ = 1, 100 do io.read() end end
--- io.lines file:lines | short lines
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w") f:write(("x\n"):rep(BYTES / 2)) f:close()
return function() for l in io.lines(FILE) do end local f = io.open(FILE) for l in f:lines() do end f:close() end
--- io.lines | files that are opened and forgotten
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w") f:write("x\n") f:close()
return function() for _ = 1, 10 do io.lines(FILE) end collectgarbage() end
--- io.open io.close io.type | files that are not there
local BYTES, ITEMS, FILE = ...
return function() for _ = 1, 10 do io.type(io.open(FILE .. "x")) io.open(FILE, "w"):close() end end
--- io.open | a name of a megabyte
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() io.open(s) io.open("x", "r" ) pcall(io.open, "x", s) pcall(io.lines, s) end
--- io.tmpfile os.tmpname | names
return function() local f = io.tmpfile() if f then f:close() end os.remove(os.tmpname()) end
--- io.popen os.execute | the shell
return function() local f = io.popen("true") if f then f:close() end os.execute("true") end
--- os.date os.time | conversions
return function() for i = 1, 10 do os.date("%c %x %X %p", i * 1e8) os.date("*t", i) os.date("!*t", i) os.time({ year = 2000 + i, month = 1, day = i }) end end
--- os.date | a long form
local BYTES = ...
local s = ("%c"):rep(BYTES / 64)
return function() os.date(s, 0) end
--- os.date | a long form without a conversion
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() os.date(s, 0) os.date(s .. "%", 0) end
--- os.time | strange dates
return function()
  for i = 1, 10 do
    pcall(os.time, { year = 2 ^ 31 - 1, month = 2 ^ 31 - 1, day = 2 ^ 31 - 1, hour = -2 ^ 31 })
    pcall(os.time, { year = 1e300, month = 0 / 0, day = 1 / 0 })
    pcall(os.date, "*t", 1e18) pcall(os.date, "%c", -1e18) pcall(os.date, "%c", 0 / 0)
  end
end
--- os.clock os.time os.difftime os.getenv os.setlocale os.remove os.rename | small questions
local BYTES, ITEMS, FILE = ...
return function()
  for _ = 1, 10 do
    os.clock() os.time() os.difftime(2, 1) os.getenv("HOME") os.setlocale("C") os.remove(FILE .. "x") os.rename(FILE .. "x", FILE .. "y")
  end
end
--- os.remove os.rename os.getenv os.setlocale | long names
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() os.remove(s) os.rename(s, s) os.getenv(s) os.setlocale(s) end
--- require package.loadlib | modules that are not there
return function() pcall(require, "no.such.module") package.loadlib("x", "y") end
--- require | a name of a megabyte
local BYTES = ...
local s = ("a."):rep(BYTES / 64)
return function() pcall(require, s) end
--- require | a path of a megabyte
local BYTES = ...
package.path = ("?;"):rep(BYTES / 64)
return function() pcall(require, "a") end
--- require | a long name in a long path
package.path = ("????;"):rep(1000)
local s = ("a."):rep(1000)
return function() pcall(require, s) end
--- require | loaded
package.loaded.x = true
return function() for _ = 1, 100 do require("x") end end
--- module package.seeall | names of many parts
local BYTES = ...
local s = ("a."):rep(BYTES / 1024) .. "b"
return function() setfenv(1, _G) pcall(module, s, package.seeall) end
--- package.loadlib | a long name
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() package.loadlib(s, s) end
--- debug.traceback | a deep stack
local function f(n) if n > 0 then f(n - 1) return end for i = 1, 100 do debug.traceback() debug.traceback("x", 9000) end end
return function() f(10000) end
--- debug.traceback | a long message
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() debug.traceback(s) end
--- debug.traceback | of other coroutines
local co = coroutine.create(function(f, n) if n > 0 then f(f, n - 1) end coroutine.yield() end)
coroutine.resume(co, function(f, n) if n > 0 then f(f, n - 1) return end coroutine.yield() end, 10000)
return function() debug.traceback(co) debug.traceback(co, "x", 5000) end
--- debug.getinfo | levels of a deep stack
local function f(n) if n > 0 then f(n - 1) return end for i = 1, 100 do debug.getinfo(9000) debug.getinfo(9000, "nSluLf") debug.getinfo(20000) end end
return function() f(10000) end
--- debug.getinfo | the lines of a long function
local BYTES = ...
local f = loadstring(("x=1\n"):rep(BYTES / 64))
return function() debug.getinfo(f, "L") end
--- debug.getinfo | all of a function that is one line
local f = loadstring(("x=1 "):rep(10000))
return function() for _ = 1, 100 do debug.getinfo(f) end end
--- debug.getinfo | a source of a megabyte
local BYTES = ...
local s = ("x=1\n"):rep(BYTES / 64)
local f = loadstring(s)
return function() for i = 1, 10 do debug.getinfo(f, "S") end end
--- debug.getlocal debug.setlocal | functions with many variables
local names = {}
for i = 1, 180 do names[i] = "a" .. i end
local f = loadstring("local " .. table.concat(names, ",") .. " for i = 1, 200 do debug.getlocal(1, i) debug.setlocal(1, 170, 1) end")
return function() f() end
--- debug.getlocal debug.setlocal | a function of many blocks
local f = loadstring(("do local a, b, c, d, e, f, g, h end "):rep(10000) .. " for i = 1, 100 do debug.getlocal(1, i) end")
return function() f() end
--- debug.getlocal | at a deep level
local function f(n) if n > 0 then f(n - 1) return end for i = 1, 100 do debug.getlocal(9000, 1) pcall(debug.setlocal, 20000, 1, 1) end end
return function() f(10000) end
--- debug.sethook debug.gethook | a hook for each instruction
return function() debug.sethook(function() debug.gethook() end, "crl", 1) for i = 1, 1000 do math.floor(i) end debug.sethook() end
--- debug.sethook | a hook for each line
local f = loadstring(("x=1\n"):rep(1000))
return function() debug.sethook(function() end, "l") f() debug.sethook() end
--- debug.sethook | hooks that come and go
return function() for _ = 1, 100 do debug.sethook(print, "c", 1000) debug.sethook() end end
