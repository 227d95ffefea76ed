-- Loading chunks: load, loadstring.

--- loadstring: a function of the chunk, or nil and a message
print(type(loadstring("return 1")), loadstring("return 1")())
print(loadstring("return")())
print(loadstring("x ="))
print(type(loadstring("")))
--> function	1
-->
--> nil	[string "x ="]:1: unexpected symbol near '<eof>'
--> function

--- loadstring-name: the chunk's name in messages
print(loadstring("x =", "=name"))
print(loadstring("x =", "@file.lua"))
print(loadstring("x =", "text"))
print(loadstring("x =", "first line\nsecond"))
print(loadstring("x =", ""))
print(loadstring("x =", "="))
--> nil	name:1: unexpected symbol near '<eof>'
--> nil	file.lua:1: unexpected symbol near '<eof>'
--> nil	[string "text"]:1: unexpected symbol near '<eof>'
--> nil	[string "first line..."]:1: unexpected symbol near '<eof>'
--> nil	[string ""]:1: unexpected symbol near '<eof>'
--> nil	:1: unexpected symbol near '<eof>'

--- loadstring-no-name: the source itself is the name
print(loadstring("x ="))
print(loadstring("x = 1\ny ="))
print(loadstring("\nx ="))
print(loadstring(("x = 1 "):rep(20) .. "="))
--> nil	[string "x ="]:1: unexpected symbol near '<eof>'
--> nil	[string "x = 1..."]:2: unexpected symbol near '<eof>'
--> nil	[string "..."]:2: unexpected symbol near '<eof>'
--> nil	[string "x = 1 x = 1 x = 1 x = 1 x = 1 x = 1 x = 1 x = 1 x = 1 x = 1 x =..."]:1: unexpected symbol near '='

--- loadstring-arguments: a string
print(pcall(loadstring))
print(pcall(loadstring, nil))
print(pcall(loadstring, {}))
print(loadstring(12))
print(pcall(loadstring, "x", {}))
--> false	bad argument #1 to '?' (string expected, got no value)
--> false	bad argument #1 to '?' (string expected, got nil)
--> false	bad argument #1 to '?' (string expected, got table)
--> nil	[string "12"]:1: unexpected symbol near '12'
--> false	bad argument #2 to '?' (string expected, got table)

--- loadstring-varargs: a chunk is a vararg function
print(loadstring("return ...")(1, nil, 3))
print(loadstring("return select('#', ...)")())
--> 1	nil	3
--> 0

--- loadstring-globals: a chunk sees globals, not locals
local hidden = 1
visible = 2
print(loadstring("return hidden, visible")())
--> nil	2

--- loadstring-environment: it gets the thread's environment, not the caller's
local function f()
  local loadstring = loadstring
  setfenv(1, {})
  return loadstring("return print")()
end
print(f() == print)
--> true

--- loadstring-each-new: every call makes a new function
local f, g = loadstring("return 1"), loadstring("return 1")
print(f == g)
--> false

--- loadstring-binary: what is no chunk of ours is refused
print(loadstring("\27Lua"))
print(loadstring("\27"))
print(loadstring("\27Lua", "=name"))
--> nil	binary string: unexpected end in precompiled chunk
--> nil	binary string: unexpected end in precompiled chunk
--> nil	name: unexpected end in precompiled chunk

--- load: a function gives the pieces, nil or the empty string ends
local pieces = {"return ", "1 + ", "2"}
local i = 0
print(load(function() i = i + 1 return pieces[i] end)())
local parts = {"return 5", "", " + 1"}
local i = 0
print(load(function() i = i + 1 return parts[i] end)())
print(type(load(function() end)))
--> 3
--> 5
--> function

--- load-name: the default name is =(load)
local function once(text) return function() local t = text text = nil return t end end
print(load(once("x =")))
print(load(once("x ="), "=mine"))
print(pcall(load(once("error('e')"), "@f.lua")))
--> nil	(load):1: unexpected symbol near '<eof>'
--> nil	mine:1: unexpected symbol near '<eof>'
--> false	f.lua:1: e

--- load-cut-tokens: pieces can end anywhere
local source = "local long_name = 'string with spaces' return long_name, 12.5e1, [[long\nstring]] -- comment"
local i = 0
print(load(function() i = i + 1 return i <= #source and source:sub(i, i) or nil end)())
--> string with spaces	125	long
--> string

--- load-bad-pieces: only strings
local n = 0
print(load(function() n = n + 1 return n < 3 and n or nil end))
print(pcall(load, function() return {} end))
print(pcall(load, function() return true end))
print(pcall(load, function() error("reader", 0) end))
print(pcall(function() return load(function() error({}) end) == nil end))
--> nil	(load):1: unexpected symbol near '12'
--> true	nil	reader function must return a string
--> true	nil	reader function must return a string
--> true	nil	reader
--> true	true

--- load-arguments: a function
print(pcall(load))
print(pcall(load, "return 1"))
print(pcall(load, nil))
--> false	bad argument #1 to '?' (function expected, got no value)
--> false	bad argument #1 to '?' (function expected, got string)
--> false	bad argument #1 to '?' (function expected, got nil)

--- load-reader-called: with no arguments, until it ends
local calls = 0
load(function(...) calls = calls + 1 print(select("#", ...)) if calls < 3 then return " " end end)
print(calls)
--> 0
--> 0
--> 0
--> 3

--- load-empty-first: a first piece without anything is passed over, a second one is not
for _, pieces in ipairs{{"", "return 1"}, {false, "return 2"}, {"", "", "return 3"}, {}} do
  local n = 0
  local f, message = load(function() n = n + 1 return pieces[n] or nil end)
  print(f and f(), message, n)
end
--> 1	nil	3
--> 2	nil	3
--> nil	nil	2
--> nil	nil	2

--- shebang-only-in-files: the first line is not skipped in strings
print(loadstring("#!/usr/bin/lua\nreturn 1"))
--> nil	[string "#!/usr/bin/lua..."]:1: unexpected symbol near '#'
