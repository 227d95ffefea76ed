-- Messages of running programs that are not in the files on metamethods.

--- for-values: the three values of a numeric loop
print(pcall(function() for i = {}, 1 do end end))
print(pcall(function() for i = 1, {} do end end))
print(pcall(function() for i = 1, 2, {} do end end))
print(pcall(function() for i = "x", 1 do end end))
print(pcall(function() for i = nil, 1 do end end))
print(pcall(function() for i = 1, nil do end end))
print(pcall(function() for i = 1, 2, nil do end end))
for i = "1", "2" do print(i, type(i)) end
--> false	case.lua:1: 'for' initial value must be a number
--> false	case.lua:2: 'for' limit must be a number
--> false	case.lua:3: 'for' step must be a number
--> false	case.lua:4: 'for' initial value must be a number
--> false	case.lua:5: 'for' initial value must be a number
--> false	case.lua:6: 'for' limit must be a number
--> false	case.lua:7: 'for' step must be a number
--> 1	number
--> 2	number

--- for-generator: a native that iterates gets the hidden variables
print(pcall(function() for i in string.rep do end end))
--> false	case.lua:1: bad argument #1 to '(for generator)' (string expected, got nil)

--- positions: the line of the operation
print(pcall(function()
  local t = {}

  t.x.y = 1
end))
print(pcall(function()
  local a = 1 +
    {}
end))
print(pcall(function()
  undefined(
    1,
    2
  )
end))
--> false	case.lua:4: attempt to index field 'x' (a nil value)
--> false	case.lua:8: attempt to perform arithmetic on a table value
--> false	case.lua:11: attempt to call global 'undefined' (a nil value)

--- chunk-names: as they were given
print(pcall(loadstring("error('e')", "=short")))
print(pcall(loadstring("error('e')", "@path/file.lua")))
print(pcall(loadstring("error('e')", "source text")))
print(pcall(loadstring("error('e')")))
print(pcall(loadstring("\n\nerror('e')", "=" .. ("n"):rep(100))))
print(pcall(loadstring("error('e')", "@" .. ("p"):rep(100))))
print(pcall(loadstring("error('e')", ("s"):rep(100))))
print(pcall(loadstring("error('e')", "first\nsecond")))
--> false	short:1: e
--> false	path/file.lua:1: e
--> false	[string "source text"]:1: e
--> false	[string "error('e')"]:1: e
--> false	nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn:3: e
--> false	...pppppppppppppppppppppppppppppppppppppppppppppppppppp:1: e
--> false	[string "sssssssssssssssssssssssssssssssssssssssssss..."]:1: e
--> false	[string "first..."]:1: e

--- stack-overflow: endless recursion is an error, and what catches it goes on
local function f() return 1 + f() end
local ok, message = pcall(f)
print(ok, (message:gsub("\n.*", "")):match("stack overflow"))
local function g() local ok, m = pcall(g) return ok end
print(type(g()))
local t = setmetatable({}, {__index = function(t, k) return t[k] end})
print((select(2, pcall(function() return t.x end))):match("stack overflow"))
--> false	stack overflow
--> boolean
--> stack overflow

--- error-in-error: a handler that fails
print(xpcall(function() error("a") end, function(m) error("b") end))
local n = 0
print(xpcall(function() error("a") end, function(m) n = n + 1 return nil + 1 end), n > 0)
--> false	error in error handling
--> false	true

--- methods-on-self: bad arguments of methods count from behind self
print(pcall(function() ("x"):rep({}) end))
print(pcall(function() ("x"):rep() end))
print(pcall(function() string.rep("x") end))
print(pcall(function() local s = "x" s.rep() end))
print(pcall(function() ({rep = string.rep}):rep(1) end))
print(pcall(function() local r = string.rep r({}) end))
print(pcall(function() return string.rep({}) end))
--> false	case.lua:1: bad argument #1 to 'rep' (number expected, got table)
--> false	case.lua:2: bad argument #1 to 'rep' (number expected, got no value)
--> false	case.lua:3: bad argument #2 to 'rep' (number expected, got no value)
--> false	case.lua:4: bad argument #1 to 'rep' (string expected, got no value)
--> false	case.lua:5: calling 'rep' on bad self (string expected, got table)
--> false	case.lua:6: bad argument #1 to 'r' (string expected, got table)
--> false	case.lua:7: bad argument #1 to 'rep' (string expected, got table)

--- native-names: natives are named as they are called
print(pcall(function() local t = {f = string.rep} t.f() end))
print(pcall(function() local t = {string.rep} t[1]() end))
print(pcall(function() global = string.rep global() end))
print(pcall(string.rep))
--> false	case.lua:1: bad argument #1 to 'f' (string expected, got no value)
--> false	case.lua:2: bad argument #1 to '?' (string expected, got no value)
--> false	case.lua:3: bad argument #1 to 'global' (string expected, got no value)
--> false	bad argument #1 to '?' (string expected, got no value)

--- uncaught: an error that nobody catches ends the program
print("before")
error("the end")
--> before
--> error: case.lua:2: the end

--- uncaught-runtime: the same for errors of the language
local t
print("before")
t.x = 1
--> before
--> error: case.lua:3: attempt to index local 't' (a nil value)

--- uncaught-level-0: without a position
error("plain end", 0)
--> error: plain end

--- uncaught-syntax: a program that is none
x = = 1
--> error: case.lua:1: unexpected symbol near '='

--- traceback-in-message: handlers see where they are
print(xpcall(function() error("m", 0) end, function(m) return m .. "|" .. debug.traceback("t", 1):gsub("\n.*", "") end))
--> false	m|t

--- and-or: which operand is named where it could be one of several
local l, t, c = nil, {}, false
local function e(f) print((select(2, pcall(f)))) end
e(function() return #(c and 't' or x) end)
e(function() return #(c or x) end)
e(function() return (c or x).y end)
e(function() return (c or x)() end)
e(function() return (c or x) + 1 end)
e(function() return 1 + (c or x) end)
e(function() return -(c or x) end)
e(function() return "a" .. (c or x) end)
e(function() return (c or t.z).y end)
e(function() return (c or t.z)() end)
e(function() return #(c or t.z) end)
e(function() return (c or t.z) + 1 end)
e(function() local m; return (c or m).y end)
e(function() local m; return #(c or m) end)
e(function() local m; return (c and 1 or m)+1 end)
e(function() return #(type(x) == 'table' and 't' or x) end)
e(function() return #(l == 'table' and 't' or x) end)
e(function() return #(l and l.x or x) end)
e(function() return (l == 'table' and 't' or x).y end)
e(function() return (l == 'table' and 't' or x)() end)
e(function() return (l == 'table' and 't' or x)+1 end)
--> case.lua:3: attempt to get length of global 'x' (a nil value)
--> case.lua:4: attempt to get length of a nil value
--> case.lua:5: attempt to index a nil value
--> case.lua:6: attempt to call a nil value
--> case.lua:7: attempt to perform arithmetic on a nil value
--> case.lua:8: attempt to perform arithmetic on a nil value
--> case.lua:9: attempt to perform arithmetic on a nil value
--> case.lua:10: attempt to concatenate a nil value
--> case.lua:11: attempt to index a nil value
--> case.lua:12: attempt to call a nil value
--> case.lua:13: attempt to get length of a nil value
--> case.lua:14: attempt to perform arithmetic on a nil value
--> case.lua:15: attempt to index a nil value
--> case.lua:16: attempt to get length of a nil value
--> case.lua:17: attempt to perform arithmetic on local 'm' (a nil value)
--> case.lua:18: attempt to get length of global 'x' (a nil value)
--> case.lua:19: attempt to get length of global 'x' (a nil value)
--> case.lua:20: attempt to get length of global 'x' (a nil value)
--> case.lua:21: attempt to index global 'x' (a nil value)
--> case.lua:22: attempt to call global 'x' (a nil value)
--> case.lua:23: attempt to perform arithmetic on global 'x' (a nil value)

--- and-or-tests: a comparison, a `not` or a literal in front of the operand that could be named
local function named(code)
  local _, message = pcall(assert(loadstring("local t, y = {}, 2 local z = (" .. code .. ").q.r", "=c")))
  return tostring(message):match("global '(%a)'") or "-"
end
local tests = {"x", "x == 1", "y > 1", "(y < 1)", "not x", "not y", "nil", "true", "false", "not nil", "t.k"}
for _, test in ipairs(tests) do
  local row = {}
  for _, form in ipairs{"%s and N", "%s or N", "%s and true or N", "x and %s or N", "(x or %s) and N", "y and (%s and N)",
    "not (%s or nil) or N", "not (x and %s) and N", "%s or x or N"} do
    row[#row + 1] = named((form:gsub("%%s", test)))
  end
  print(test, table.concat(row, " "))
end
--> x	- - N N N - N N -
--> x == 1	- - N N N - N N -
--> y > 1	- - N N N - N N -
--> (y < 1)	- - N N N - N N -
--> not x	- - N N N - N N -
--> not y	- - N N N - N N -
--> nil	- N N N N - - N -
--> true	N - - N N - N N -
--> false	- N N N N - - N -
--> not nil	N - - N N - N N -
--> t.k	- - N N N - N N -

--- results-have-no-names: only the function that gives them has one
local function f() end
local t = {f = f}
for _, code in ipairs{"f().x()", "f()()", "f() + 1", "t.f().x = 1", "t:f().x = 1", "f() .. 'x'", "#f()", "(f()).x()", "for i = f(), 2 do end"} do
  if not code:find("=") then code = "return " .. code end
  print((select(2, pcall(assert(loadstring("local f, t = ... " .. code, "=c")), f, t))))
end
--> c:1: attempt to index a nil value
--> c:1: attempt to call a nil value
--> c:1: attempt to perform arithmetic on a nil value
--> c:1: attempt to index a nil value
--> c:1: attempt to index a nil value
--> c:1: attempt to concatenate a nil value
--> c:1: attempt to get length of a nil value
--> c:1: attempt to index a nil value
--> c:1: 'for' initial value must be a number

--- positions-of-nothing: methods of what has none, with arguments over several lines
local t
print(pcall(function()
  t
    :
    method(1,
    2)
end))
print(pcall(function() local a = {} return a.b:c(1) end))
print(pcall(function()


  return t:c(1, 2, 3, 4, 5, 6, 7,
    8)
end))
print(pcall(function() return ("x"):no(1)
end))
--> false	case.lua:5: attempt to index upvalue 't' (a nil value)
--> false	case.lua:8: attempt to index field 'b' (a nil value)
--> false	case.lua:12: attempt to index upvalue 't' (a nil value)
--> false	case.lua:15: attempt to call method 'no' (a nil value)

--- positions-of-methods: calls over several lines
print(pcall(function()
  local t = {}
  return t
    :missing(
      1,
      2
    )
end))
print(pcall(function()
  local t
  t
    :method()
end))
print(pcall(function()
  local t = {m = function() error("level 2", 2) end}
  t:m(
    1,

    2)
  t:m()
end))
print(pcall(function()
  local s = ("x")
    :rep(2)
    :nothing()
end))
--> false	case.lua:4: attempt to call method 'missing' (a nil value)
--> false	case.lua:12: attempt to index local 't' (a nil value)
--> false	case.lua:16: level 2
--> false	case.lua:25: attempt to call method 'nothing' (a nil value)
