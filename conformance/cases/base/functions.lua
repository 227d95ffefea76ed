-- The basic functions of the manual's section 5.1, one after the other.

--- assert-true: what is not false comes back, with all that follows
print(assert(1, 2, nil, 3))
print(assert("text"))
print(select("#", assert(true, nil, nil)))
print(assert({} and 0))
--> 1	2	nil	3
--> text
--> 3
--> 0

--- assert-false: false and nil raise the message, or the default one
print(pcall(assert, false))
print(pcall(assert, nil))
print(pcall(assert, nil, "message"))
print(pcall(assert, false, 12))
print(pcall(assert, nil, nil))
--> false	assertion failed!
--> false	assertion failed!
--> false	message
--> false	12
--> false	assertion failed!

--- assert-message-kinds: the message is a string or a number; another kind is an error of its own
print(pcall(assert, false, {}))
print(pcall(assert, false, true))
print(pcall(assert, nil, print))
--> false	bad argument #2 to '?' (string expected, got table)
--> false	bad argument #2 to '?' (string expected, got boolean)
--> false	bad argument #2 to '?' (string expected, got function)

--- assert-position: the message gets the position of the function that called assert
local function f() assert(false, "placed") end
print(pcall(f))
--> false	case.lua:1: placed

--- assert-zero-byte: the message ends at a zero byte
print(pcall(assert, false, "a\0b"))
--> false	a

--- assert-nothing: it wants an argument
print(pcall(assert))
assert()
--> false	bad argument #1 to '?' (value expected)
--> error: case.lua:2: bad argument #1 to 'assert' (value expected)

--- collectgarbage-options: each option answers a number or nothing of interest
print(collectgarbage("collect"))
print(collectgarbage())
print(collectgarbage(nil))
print(type(collectgarbage("count")), collectgarbage("count") > 0)
print(collectgarbage("stop"), collectgarbage("restart"))
print(collectgarbage("setpause", 150) , collectgarbage("setpause", 200))
print(collectgarbage("setstepmul", 150), collectgarbage("setstepmul", 200))
--> 0
--> 0
--> 0
--> number	true
--> 0	0
--> 200	150
--> 200	150

--- collectgarbage-step: a step says whether it ended a cycle
collectgarbage()
local ended
for i = 1, 10000 do
  ended = collectgarbage("step", 100)
  if ended then break end
end
print(ended)
--> true

--- collectgarbage-bad-option: options are exact
print(pcall(collectgarbage, "Collect"))
print(pcall(collectgarbage, "isrunning"))
print(pcall(collectgarbage, {}))
print(pcall(collectgarbage, "step", "x"))
--> false	bad argument #1 to '?' (invalid option 'Collect')
--> false	bad argument #1 to '?' (invalid option 'isrunning')
--> false	bad argument #1 to '?' (string expected, got table)
--> false	bad argument #2 to '?' (number expected, got string)

--- gcinfo: the kilobytes in use, as an integer
local used = gcinfo()
print(type(used), used == math.floor(used), used > 0)
--> number	true	true

--- error-plain: level 1 is where error was called, and it is the default
print(pcall(function() error("message") end))
print(pcall(function() error("message", 1) end))
--> false	case.lua:1: message
--> false	case.lua:2: message

--- error-level-0: no position at all
print(pcall(function() error("message", 0) end))
--> false	message

--- error-level-2: the position of who called the function that called error
local function check(x)
  if not x then error("bad x", 2) end
end
print(pcall(function()
  local a = 1
  check(nil)
end))
--> false	case.lua:6: bad x

--- error-level-3: and so on
local function inner() error("deep", 3) end
local function outer()
  inner()
end
print(pcall(function()

  outer()
end))
--> false	case.lua:7: deep

--- error-level-beyond: no such level, no position
print(pcall(function() error("far", 50) end))
print(pcall(function() error("negative", -1) end))
--> false	far
--> false	negative

--- error-values: any value can be raised, and only strings get a position
print(pcall(error))
print(pcall(error, nil))
print(pcall(function() error() end))
print(pcall(function() error(nil, 1) end))
print(pcall(function() error(12) end))
print(pcall(function() error(true) end))
local t = setmetatable({}, {__tostring = function() return "object" end})
local ok, e = pcall(function() error(t) end)
print(ok, e == t, tostring(e))
--> false	nil
--> false	nil
--> false	nil
--> false	nil
--> false	case.lua:5: 12
--> false	true
--> false	true	object

--- error-number-message: a number becomes a message with a position
local ok, e = pcall(function() error(42, 1) end)
print(type(e), e)
local ok, e = pcall(function() error(42, 0) end)
print(type(e), e)
--> string	case.lua:1: 42
--> number	42

--- error-bad-level: the level is a number
print(pcall(error, "x", {}))
print(pcall(function() error("x", "1") end))
print(pcall(function() error("x", "y") end))
--> false	bad argument #2 to '?' (number expected, got table)
--> false	case.lua:2: x
--> false	case.lua:3: bad argument #2 to 'error' (number expected, got string)

--- error-tail-call: a lost caller has no position
local function fail() error("lost", 2) end
local function tail() return fail() end
print(pcall(function() tail() end))
--> false	lost

--- error-through-natives: levels count library functions
local function fail() error("counted", 2) end
print(pcall(fail))
print(pcall(string.gsub, "x", "x", fail))
table.foreach({1}, function() end)
print(pcall(table.foreach, {1}, fail))
--> false	counted
--> false	counted
--> false	counted

--- global-g: the table of globals is in itself
print(_G._G == _G, _G.print == print, type(_G))
x = 1
print(_G.x)
_G.y = 2
print(y)
_G = nil
print(_G, x)
--> true	true	table
--> 1
--> 2
--> nil	1

--- version: the version of the language
print(_VERSION)
--> Lua 5.1

--- getmetatable: the metatable, or its field __metatable, or nil
print(getmetatable({}), getmetatable(1), getmetatable(nil), getmetatable(print))
local m = {}
print(getmetatable(setmetatable({}, m)) == m)
m.__metatable = "locked"
print(getmetatable(setmetatable({}, m)) == "locked")
m.__metatable = false
print(getmetatable(setmetatable({}, m)))
print(getmetatable("").__index == string)
--> nil	nil	nil	nil
--> true
--> true
--> false
--> true

--- getmetatable-nothing: it wants an argument
print(pcall(getmetatable))
--> false	bad argument #1 to '?' (value expected)

--- setmetatable: gives the table back; nil takes the metatable away
local t = {}
print(setmetatable(t, {}) == t)
print(setmetatable(t, nil) == t, getmetatable(t))
--> true
--> true	nil

--- setmetatable-arguments: only tables get one, and only tables or nil are one
print(pcall(setmetatable))
print(pcall(setmetatable, 1, {}))
print(pcall(setmetatable, "s", {}))
print(pcall(setmetatable, {}))
print(pcall(setmetatable, {}, 1))
print(pcall(setmetatable, {}, false))
print(pcall(setmetatable, nil, nil))
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #1 to '?' (table expected, got number)
--> false	bad argument #1 to '?' (table expected, got string)
--> false	bad argument #2 to '?' (nil or table expected)
--> false	bad argument #2 to '?' (nil or table expected)
--> false	bad argument #2 to '?' (nil or table expected)
--> false	bad argument #1 to '?' (table expected, got nil)

--- setmetatable-protected: a metatable with __metatable stays
local t = setmetatable({}, {__metatable = 1})
print(pcall(setmetatable, t, {}))
print(pcall(setmetatable, t, nil))
local f = setmetatable({}, {__metatable = false})
print(pcall(setmetatable, f, {}))
--> false	cannot change a protected metatable
--> false	cannot change a protected metatable
--> false	cannot change a protected metatable

--- ipairs: from 1 to the first nil
for i, v in ipairs({"a", "b", nil, "d"}) do print(i, v) end
for i, v in ipairs({}) do print("never") end
for i, v in ipairs({[0] = "zero", "one"}) do print(i, v) end
--> 1	a
--> 2	b
--> 1	one

--- ipairs-results: an iterator, the table, and 0
local t = {}
local f, s, c = ipairs(t)
print(type(f), s == t, c)
print(f({"x"}, 0))
print(f({"x"}, 1))
print(select("#", f({"x"}, 1)))
--> function	true	0
--> 1	x
-->
--> 0

--- ipairs-raw: it does not ask __index
local t = setmetatable({1}, {__index = function(t, i) return i < 4 and i or nil end})
for i, v in ipairs(t) do print(i, v) end
--> 1	1

--- ipairs-arguments: it wants a table
print(pcall(ipairs))
print(pcall(ipairs, nil))
print(pcall(ipairs, "text"))
print(pcall(ipairs({})))
print(pcall(ipairs({}), {}))
print(pcall(ipairs({}), {}, "x"))
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #1 to '?' (table expected, got nil)
--> false	bad argument #1 to '?' (table expected, got string)
--> true
--> false	bad argument #2 to '?' (number expected, got no value)
--> false	bad argument #2 to '?' (number expected, got string)

--- next: any order, all of it, nil at the end
print(next({}))
print(next({10}))
print(next({10}, 1))
print(next({a = 1}))
print(next({a = 1}, "a"))
local seen, count = {}, 0
local t = {1, 2, 3, x = 4, y = 5, [2.5] = 6, [true] = 7}
local k, v = next(t)
while k ~= nil do
  seen[k], count = v, count + 1
  k, v = next(t, k)
end
print(count, seen[1], seen[3], seen.x, seen.y, seen[2.5], seen[true])
--> nil
--> 1	10
--> nil
--> a	1
--> nil
--> 7	1	3	4	5	6	7

--- next-nil-key: nil is the beginning
print(next({5}, nil))
print(select("#", next({})))
--> 1	5
--> 1

--- next-change-while-walking: fields may be changed and cleared meanwhile
local t = {}
for i = 1, 100 do t[i] = i t["k" .. i] = i end
local n = 0
for k, v in next, t do
  n = n + 1
  t[k] = nil
end
print(n, next(t))
--> 200	nil

--- next-invalid-key: a key that is not there
print(pcall(next, {}, 1))
print(pcall(next, {1, 2}, "x"))
print(pcall(next, {1, 2}, 3))
print(pcall(next, {a = 1}, {}))
--> false	invalid key to 'next'
--> false	invalid key to 'next'
--> false	invalid key to 'next'
--> false	invalid key to 'next'

--- next-arguments: it wants a table
print(pcall(next))
print(pcall(next, 1))
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #1 to '?' (table expected, got number)

--- pairs: next, the table, nil
local t = {}
local f, s, c = pairs(t)
print(f == next, s == t, c)
print(select("#", pairs({})))
print(pcall(pairs))
print(pcall(pairs, "x"))
--> false	true	nil
--> 3
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #1 to '?' (table expected, got string)

--- pairs-array-order: the array part comes in order
for k, v in pairs({"a", "b", "c"}) do print(k, v) end
--> 1	a
--> 2	b
--> 3	c

--- pairs-no-metamethod: 5.1 has no __pairs
local t = setmetatable({1}, {__pairs = function() error("called") end, __ipairs = function() error("called") end})
for k, v in pairs(t) do print(k, v) end
for k, v in ipairs(t) do print(k, v) end
--> 1	1
--> 1	1

--- pcall: true and all results, or false and the error
print(pcall(function(...) return ... end, 1, nil, 3))
print(pcall(function() return end))
print(pcall(error, "message"))
print(pcall(pcall, error, "x"))
print(pcall(pcall))
print(pcall(pcall, pcall, pcall, error))
--> true	1	nil	3
--> true
--> false	message
--> true	false	x
--> false	bad argument #1 to '?' (value expected)
--> true	true	true	false	nil

--- pcall-not-callable: calling what is no function is caught too
print(pcall(nil))
print(pcall(1))
print(pcall({}))
print(pcall("x", 1))
print(pcall(setmetatable({}, {__call = function(self, a) return a end}), 5))
--> false	attempt to call a nil value
--> false	attempt to call a number value
--> false	attempt to call a table value
--> false	attempt to call a string value
--> true	5

--- pcall-nothing: it wants a function
print(pcall(pcall))
pcall()
--> false	bad argument #1 to '?' (value expected)
--> error: case.lua:2: bad argument #1 to 'pcall' (value expected)

--- print: tostring of each, tabs between, a line end
print()
print(nil)
print(1, "two", true, nil)
print("a\tb")
print("")
-->
--> nil
--> 1	two	true	nil
--> a	b
-->

--- print-global-tostring: it calls the global tostring
local original = tostring
tostring = function(x) return "<" .. original(x) .. ">" end
print(1, nil, "x")
tostring = function() return 5 end
print(pcall(print, 1))
tostring = function() return nil end
local ok, message = pcall(print, 1)
tostring = original
print(ok, message)
tostring = nil
local ok, message = pcall(print, 1)
tostring = original
print(ok, message)
--> <1>	<nil>	<x>
--> 5
--> 5
--> false	'tostring' must return a string to 'print'
--> false	attempt to call a nil value

--- print-inherited-tostring: the global may come from a metatable
local original, print, tostring = _G, print, tostring
local env = setmetatable({}, {__index = function(_, k) return k == "tostring" and function(v) return "<" .. tostring(v) .. ">" end or nil end})
setfenv(0, env)
print(1, "x")
setfenv(0, setmetatable({}, {__index = original}))
print(2, "y")
setfenv(0, original)
--> <1>	<x>
--> 2	y

--- print-tostring-metamethod: objects say what they are called
print(setmetatable({}, {__tostring = function() return "object" end}))
print(pcall(print, setmetatable({}, {__tostring = function() return 1 end})))
print(pcall(print, setmetatable({}, {__tostring = function() return {} end})))
print(pcall(print, setmetatable({}, {__tostring = function() error("no name", 0) end})))
--> object
--> 1
--> true
--> false	'tostring' must return a string to 'print'
--> false	no name

--- print-bytes: every byte goes out
print("a\255\r\1b\127")
--> a\xff\x0d\x01b\x7f

--- rawequal: without __eq
local m = {__eq = function() return true end}
local a, b = setmetatable({}, m), setmetatable({}, m)
print(a == b, rawequal(a, b), rawequal(a, a))
print(rawequal(1, 1), rawequal("a", "a"), rawequal(1, "1"), rawequal(nil, false), rawequal(0 / 0, 0 / 0))
print(rawequal(nil, nil), rawequal(0, -0))
print(pcall(rawequal))
print(pcall(rawequal, 1))
--> true	false	true
--> true	true	false	false	false
--> true	true
--> false	bad argument #1 to '?' (value expected)
--> false	bad argument #2 to '?' (value expected)

--- rawget: without __index
local t = setmetatable({a = 1}, {__index = function() return "made" end})
print(t.a, t.b, rawget(t, "a"), rawget(t, "b"))
print(rawget({1, 2, 3}, 2), rawget({}, nil))
print(pcall(rawget))
print(pcall(rawget, {}))
print(pcall(rawget, "x", 1))
--> 1	made	1	nil
--> 2	nil
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #2 to '?' (value expected)
--> false	bad argument #1 to '?' (table expected, got string)

--- rawset: without __newindex; gives the table back
local t = setmetatable({}, {__newindex = function() error("called") end})
print(rawset(t, "a", 1) == t, t.a)
print(rawget(rawset({}, 1, nil), 1))
print(pcall(rawset))
print(pcall(rawset, {}))
print(pcall(rawset, {}, 1))
print(pcall(rawset, 1, 2, 3))
--> true	1
--> nil
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #2 to '?' (value expected)
--> false	bad argument #3 to '?' (value expected)
--> false	bad argument #1 to '?' (table expected, got number)

--- rawset-bad-keys: nil and NaN are no keys
print(pcall(rawset, {}, nil, 1))
print(pcall(rawset, {}, 0 / 0, 1))
print(pcall(function() rawset({}, nil, 1) end))
--> false	table index is nil
--> false	table index is NaN
--> false	table index is nil

--- select: from the nth argument on
print(select(1, "a", "b", "c"))
print(select(2, "a", "b", "c"))
print(select(3, "a", "b", "c"))
print(select(4, "a", "b", "c"))
print(select(100, "a"))
print((select(2, "a", "b", "c")))
--> a	b	c
--> b	c
--> c
-->
-->
--> b

--- select-count: how many there are
print(select("#"))
print(select("#", nil))
print(select("#", nil, nil, 1, nil))
print(select("#x", 1, 2))
--> 0
--> 1
--> 4
--> 2

--- select-negative: from the end
print(select(-1, "a", "b", "c"))
print(select(-3, "a", "b", "c"))
--> c
--> a	b	c

--- select-bad: out of range, or no number
print(pcall(select, 0))
print(pcall(select, -1))
print(pcall(select, -4, "a", "b", "c"))
print(pcall(select))
print(pcall(select, "x"))
print(pcall(select, {}))
print(select("2", "a", "b"))
print(select(1.9, "a", "b"))
print(select(-0.5 + 1.5, "a", "b"))
--> false	bad argument #1 to '?' (index out of range)
--> false	bad argument #1 to '?' (index out of range)
--> false	bad argument #1 to '?' (index out of range)
--> false	bad argument #1 to '?' (number expected, got no value)
--> false	bad argument #1 to '?' (number expected, got string)
--> false	bad argument #1 to '?' (number expected, got table)
--> b
--> a	b
--> a	b

--- tonumber: numbers and numerals
print(tonumber(12), tonumber("12"), tonumber(" 12 "), tonumber("\t12\n"))
print(tonumber("1.5"), tonumber(".5"), tonumber("5."), tonumber("1e2"), tonumber("1E+2"), tonumber("1e-2"))
print(tonumber("0x10"), tonumber("0XfF"), tonumber("-0x10"), tonumber("-5"), tonumber("+5"))
print(tonumber(""), tonumber(" "), tonumber("x"), tonumber("1x"), tonumber("1 2"), tonumber("1e"), tonumber("- 1"), tonumber("."))
print(tonumber("1\0"), tonumber("0x"), tonumber("0x1g"), tonumber("1_000"))
--> 12	12	12	12
--> 1.5	0.5	5	100	100	0.01
--> 16	255	-16	-5	5
--> nil	nil	nil	nil	nil	nil	nil	nil
--> 1	nil	nil	nil

--- tonumber-other-types: no other type is a number
print(tonumber(nil), tonumber(true), tonumber({}), tonumber(print))
print(pcall(tonumber))
--> nil	nil	nil	nil
--> false	bad argument #1 to '?' (value expected)

--- tonumber-base: digits below the base, letters in either case
print(tonumber("ff", 16), tonumber("FF", 16), tonumber("0xff", 16), tonumber("zz", 36), tonumber("ZZ", 36))
print(tonumber("1010", 2), tonumber("777", 8), tonumber("8", 8), tonumber("12", 10), tonumber("1.5", 10))
print(tonumber("-ff", 16), tonumber(" 11 ", 2), tonumber("1e1", 16), tonumber("1e1", 10))
print(tonumber("", 16), tonumber("g", 16), tonumber("2", 2))
--> 255	255	255	1295	1295
--> 10	511	nil	12	1.5
--> 1.844674407371e+19	3	481	10
--> nil	nil	nil

--- tonumber-base-number: a number is read as its text
print(tonumber(10, 2), tonumber(12, 2), tonumber(255, 16))
--> 2	nil	597

--- tonumber-bad-base: from 2 to 36
print(pcall(tonumber, "1", 1))
print(pcall(tonumber, "1", 37))
print(pcall(tonumber, "1", 0))
print(pcall(tonumber, "1", -10))
print(pcall(tonumber, "1", "x"))
print(pcall(tonumber, {}, 16))
print(pcall(tonumber, nil, 16))
--> false	bad argument #2 to '?' (base out of range)
--> false	bad argument #2 to '?' (base out of range)
--> false	bad argument #2 to '?' (base out of range)
--> false	bad argument #2 to '?' (base out of range)
--> false	bad argument #2 to '?' (number expected, got string)
--> false	bad argument #1 to '?' (string expected, got table)
--> false	bad argument #1 to '?' (string expected, got nil)

--- tostring: nil, booleans, numbers, strings
print(tostring(nil), tostring(true), tostring(false), tostring(1), tostring("x"))
print(tostring(1e15), tostring(1e14), tostring(0.1), tostring(1 / 3), tostring(-1.5), tostring(1e100), tostring(2^53))
print(tostring(1 / 0), tostring(-1 / 0), tostring(2^63), tostring(123456789012345678))
print(pcall(tostring))
--> nil	true	false	1	x
--> 1e+15	1e+14	0.1	0.33333333333333	-1.5	1e+100	9.007199254741e+15
--> inf	-inf	9.2233720368548e+18	1.2345678901235e+17
--> false	bad argument #1 to '?' (value expected)

--- tostring-kinds: what has no text shows its type
print(tostring({}):match("^(%a+): "), tostring(print):match("^(%a+): "))
print(tostring(function() end):match("^(%a+): "), tostring(coroutine.create(function() end)):match("^(%a+): "))
print(tostring(newproxy()):match("^(%a+): "))
--> table	function
--> function	thread
--> userdata

--- tostring-identity: the same object has the same text, others have others
local a, b = {}, {}
print(tostring(a) == tostring(a), tostring(a) == tostring(b))
--> true	false

--- tostring-metamethod: __tostring answers, whatever it answers
local function with(value) return setmetatable({}, {__tostring = function() return value end}) end
print(tostring(with("x")), tostring(with(1)), tostring(with(nil)), tostring(with(true)))
print(type(tostring(with(1))))
print(select("#", tostring(setmetatable({}, {__tostring = function() return 1, 2 end}))))
print(pcall(tostring, setmetatable({}, {__tostring = function() error("no", 0) end})))
print(pcall(tostring, setmetatable({}, {__tostring = 1})))
--> x	1	nil	true
--> number
--> 1
--> false	no
--> false	attempt to call a number value

--- tostring-no-name: 5.1 has no __name
print(tostring(setmetatable({}, {__name = "thing"})):match("^(%a+): "))
--> table

--- type: the eight types
print(type(nil), type(1), type("x"), type(true), type({}), type(print), type(coroutine.create(function() end)), type(newproxy()))
print(pcall(type))
--> nil	number	string	boolean	table	function	thread	userdata
--> false	bad argument #1 to '?' (value expected)

--- unpack: the elements, from and to
print(unpack({1, 2, 3}))
print(unpack({1, 2, 3}, 2))
print(unpack({1, 2, 3}, 2, 3))
print(unpack({1, 2, 3}, 3, 2))
print(unpack({}, 1, 3))
print(unpack({1, 2, 3}, -1, 1))
print(unpack({[0] = 0, 1}, 0))
print(unpack({1, 2}, "1", "2"))
print(unpack({1, 2, 3}, 1.9, 2.9))
print(select("#", unpack({n = 3}, 1, 3)))
--> 1	2	3
--> 2	3
--> 2	3
-->
--> nil	nil	nil
--> nil	nil	1
--> 0	1
--> 1	2
--> 1	2
--> 3

--- unpack-raw: it does not ask __index
print(unpack(setmetatable({1}, {__index = function() return "x" end}), 1, 3))
--> 1	nil	nil

--- unpack-bad: it wants a table and integers
print(pcall(unpack))
print(pcall(unpack, 1))
print(pcall(unpack, {}, "x"))
print(pcall(unpack, {}, 1, {}))
print(pcall(unpack, {}, 1, 1e8))
print(unpack({}, 2^31 - 1, 2^31 - 2))
--> false	bad argument #1 to '?' (table expected, got no value)
--> false	bad argument #1 to '?' (table expected, got number)
--> false	bad argument #2 to '?' (number expected, got string)
--> false	bad argument #3 to '?' (number expected, got table)
--> false	too many results to unpack
-->

--- xpcall: the handler sees the error before the stack is unwound
print(xpcall(function() return 1, 2 end, error))
print(xpcall(function() error("message", 0) end, function(m) return "handled " .. m end))
print(xpcall(function() error({}) end, function(m) return type(m) end))
print(xpcall(function() local x = nil + 1 end, function(m) return m end))
--> true	1	2
--> false	handled message
--> false	table
--> false	case.lua:4: attempt to perform arithmetic on a nil value

--- xpcall-no-arguments: 5.1 passes none
print(xpcall(function(...) return select("#", ...) end, print, 1, 2))
--> true	0

--- xpcall-handler-results: one result of the handler comes back
print(xpcall(error, function() return 1, 2, 3 end))
print(xpcall(error, function() end))
--> false	1
--> false	nil

--- xpcall-handler-fails: an error in the handler
print(xpcall(function() error("a") end, function() error("b") end))
print(xpcall(function() error("a", 0) end, nil))
print(xpcall(function() error("a", 0) end, 5))
--> false	error in error handling
--> false	error in error handling
--> false	error in error handling

--- xpcall-bad: both are wanted, at the call
print(pcall(xpcall))
print(pcall(xpcall, print))
print(xpcall(nil, function(m) return m end))
--> false	bad argument #2 to '?' (value expected)
--> false	bad argument #2 to '?' (value expected)
--> false	attempt to call a nil value

--- newproxy: an empty userdata, with its own metatable, none, or another's
local a, b, c = newproxy(), newproxy(true), newproxy(false)
print(type(a), getmetatable(a), type(getmetatable(b)), getmetatable(c))
local d = newproxy(b)
print(getmetatable(d) == getmetatable(b), d == b)
getmetatable(b).__index = function(_, k) return k end
print(b.x, d.y)
print(pcall(newproxy, 1))
print(pcall(newproxy, a))
print(pcall(newproxy, {}))
--> userdata	nil	table	nil
--> true	false
--> x	y
--> false	bad argument #1 to '?' (boolean or proxy expected)
--> false	bad argument #1 to '?' (boolean or proxy expected)
--> false	bad argument #1 to '?' (boolean or proxy expected)

--- no-later-functions: what later versions have added is not there
print(rawlen, table.unpack, table.pack, math.type, load == nil, utf8, bit32, warn, table.move)
--> nil	nil	nil	nil	false	nil	nil	nil	nil
