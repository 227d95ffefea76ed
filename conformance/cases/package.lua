-- Modules, section 5.3.

--- require-preload: a loader by name, once
package.preload.m = function(...) print("loading", ...) return {value = 5} end
print(require("m").value, require("m") == package.loaded.m)
package.preload.nothing = function() end
print(require("nothing"), package.loaded.nothing)
package.preload.no = function() return false end
print(require("no"))
--> loading	m
--> 5	true
--> true	true
--> false

--- require-file: by the path
package.path = "./?.lua;./?/init.lua"
local f = io.open("modfile.lua", "w") f:write("local name = ... return {name = name}") f:close()
print(require("modfile").name)
package.loaded.modfile = nil
package.path = "./none"
print((pcall(require, "modfile")))
--> modfile
--> false

--- require-not-found: all places are named
package.path, package.cpath = "./?.lua;./?/x.lua", "./?.so"
print(pcall(require, "not.there"))
--> false	module 'not.there' not found:
--> 	no field package.preload['not.there']
--> 	no file './not/there.lua'
--> 	no file './not/there/x.lua'
--> 	no file './not/there.so'
--> 	no file './not.so'

--- require-errors: of the loader, and of the file
package.preload.bad = function() error("inside", 0) end
print(pcall(require, "bad"))
print(pcall(require, "bad"))
package.path, package.cpath = "./?.lua", ""
local f = io.open("syntax.lua", "w") f:write("x = = 1") f:close()
print(pcall(require, "syntax"))
print(pcall(require))
print(pcall(require, {}))
--> false	inside
--> false	loop or previous error loading module 'bad'
--> false	error loading module 'syntax' from file './syntax.lua':
--> 	./syntax.lua:1: unexpected symbol near '='
--> false	bad argument #1 to '?' (string expected, got no value)
--> false	bad argument #1 to '?' (string expected, got table)

--- require-loops: a module that requires itself
package.preload.loop = function() return require("loop") end
print(pcall(require, "loop"))
--> false	case.lua:1: loop or previous error loading module 'loop'

--- loaders: the list of searchers
print(#package.loaders, type(package.loaders[1]))
table.insert(package.loaders, 1, function(name) if name == "magic" then return function() return "found by " .. name end end end)
print(require("magic"))
package.loaders = {function() return "\n\tsaid no" end, function() end}
print(pcall(require, "other"))
package.loaders = nil
print(pcall(require, "other"))
--> 4	function
--> found by magic
--> false	module 'other' not found:
--> 	said no
--> false	'package.loaders' must be a table

--- broken-package: fields of other kinds
package.preload = nil
print(pcall(require, "x"))
package.preload = {}
package.path = {}
print(pcall(require, "x"))
--> false	'package.preload' must be a table
--> false	'package.path' must be a string

--- loaded: the libraries are in it
local names = {}
for name in pairs(package.loaded) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "), package.loaded._G == _G, package.loaded.string == string)
--> _G coroutine debug io math os package string table	true	true

--- module: a table of its own, as the environment
local print, M, package, getmetatable = print, module, package, getmetatable
local function f() module("mod.sub") x = 1 return _M, _NAME, _PACKAGE end
local m, name, pack = f()
local g = package.loaded._G
print(g.mod.sub == m, name, pack, m.x, g.rawget(m, "print"), package.loaded["mod.sub"] == m)
--> true	mod.sub	mod.	1	nil	true

--- module-seeall: globals are inherited
local function f() module("seen", package.seeall) return print ~= nil, y end
print(f())
print(pcall(package.seeall))
--> true	nil
--> false	bad argument #1 to '?' (table expected, got no value)

--- module-errors: name conflicts, and callers that are none
print(pcall(module, "fresh"))
clash = 5
print(pcall(module, "clash"))
local function f() module("clash.sub") end
print(pcall(f))
print(pcall(module))
print(pcall(function() module({}) end))
--> false	'module' not called from a Lua function
--> false	name conflict for module 'clash'
--> false	case.lua:4: name conflict for module 'clash.sub'
--> false	bad argument #1 to '?' (string expected, got no value)
--> false	case.lua:7: bad argument #1 to 'module' (string expected, got table)

--- config: the signs of paths
print(package.config)
--> /
--> ;
--> ?
--> !
--> -

--- loadlib: answers, and does not raise
print((package.loadlib("libnothing.so", "f")))
print(pcall(package.loadlib))
--> nil
--> false	bad argument #1 to '?' (string expected, got no value)

--- dofile-loadfile: chunks in files
local f = io.open("chunk.lua", "w") f:write("#!shebang\nlocal a = ... print('in file', a) return 1, 2") f:close()
print(dofile("chunk.lua"))
print(loadfile("chunk.lua")("arg"))
print(loadfile("nowhere.lua"))
print(pcall(dofile, "nowhere.lua"))
local f = io.open("bad.lua", "w") f:write("\n\nx = = 1") f:close()
print(loadfile("bad.lua"))
print(pcall(dofile, "bad.lua"))
print(pcall(loadfile, {}))
--> in file	nil
--> 1	2
--> in file	arg
--> 1	2
--> nil	cannot open nowhere.lua: No such file or directory
--> false	cannot open nowhere.lua: No such file or directory
--> nil	bad.lua:3: unexpected symbol near '='
--> false	bad.lua:3: unexpected symbol near '='
--> false	bad argument #1 to '?' (string expected, got table)

--- loadfile-stdin: without a name
--@ stdin return "from stdin", ...
print(loadfile()(5))
--> from stdin	5

--- inherited-fields: tables of the library with metatables
local real = package.loaded
setmetatable(package.preload, {__index = function(_, k) if k == "made" then return function(n) return n .. "!" end end end})
print(require("made"))
local log = {}
setmetatable(package.loaded, {__newindex = function(t, k, v) log[#log + 1] = k rawset(t, k, v) end, __index = function(_, k) if k == "virtual" then return "from index" end end})
print(require("virtual"))
package.preload.other = function() end
print(require("other"), table.concat(log, " "))
setmetatable(package.loaded, nil)
local function f() module("inner.name") end
setmetatable(_G, {__index = function(_, k) if k == "inner" then return real.inner end end, __newindex = function(t, k, v) rawset(t, k, v) end})
f()
print(type(inner.name))
--> made!
--> from index
--> true	other
--> table

--- module-nested: tables on the way are made, or are there already
module("outer.middle.inner", package.seeall)
x = 1
_G.print(_NAME, _PACKAGE, _M == _G.outer.middle.inner, _G.outer.middle.inner.x, _G.package.loaded["outer.middle.inner"] == _M)
_G.module("outer.middle", _G.package.seeall)
_G.print(_NAME, _PACKAGE, _M == _G.outer.middle, inner.x)
_G.module("outer.middle.inner")
_G.print(x, _PACKAGE)
_G.setmetatable(_G.outer, {__index = function(t, k) return {k = k} end})
_G.module("outer.virtual")
_G.print(k, _NAME)
--> outer.middle.inner	outer.middle.	true	1	true
--> outer.middle	outer.	true	1
--> 1	outer.middle.
--> error: case.lua:10: attempt to index global '_G' (a nil value)

--- module-seeall-twice: a metatable that is there is used
local meta = {}
local t = setmetatable({}, meta)
package.loaded.twice = t
module("twice", package.seeall)
print(_M == t, getmetatable(_M) == meta, meta.__index == _G)
print(pcall(package.seeall), pcall(package.seeall, 5))
--> true	true	true
--> false	false	bad argument #1 to '?' (table expected, got number)

--- loaders-answers: what searchers may answer
local n = #package.loaders
package.loaders[n + 1] = function(name) return 42 end
package.loaders[n + 2] = function(name) return "\n\ta text" end
package.loaders[n + 3] = function(name) return nil end
package.loaders[n + 4] = function(name) return {} end
print(select(2, pcall(require, "nowhere")):match("42.*"))
package.loaders[n + 5] = function(name) return function(...) print(...) return false end end
print(require("nowhere"), package.loaded.nowhere)
--> 42
--> 	a text
--> nowhere
--> false	false

--- names-with-zeros: what stands behind a zero byte is nobody's
package.preload.short = function(name) return "loaded " .. #name end
print(require("short\0rest"), package.loaded.short, package.loaded["short\0rest"])
local getfenv, print = getfenv, print
local m = (function() module("cut\0rest") return getfenv() end)()
print(m._NAME, cut == m)
--> loaded 5	loaded 5	nil
--> cut	true
