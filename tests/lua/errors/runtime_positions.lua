-- Positions of errors: levels, tail calls, coroutines, and values that are no strings.
local function e(source, ...)
  local ok, message = pcall(assert(loadstring(source, "=t")), ...)
  print(message)
end

-- Levels of error.
e "error('m')" --> t:1: m
e "error('m', 0)" --> m
e "error('m', 1)" --> t:1: m
e "\nlocal function f()\nerror('m', 1)\nend\nf()" --> t:3: m
e "\nlocal function f()\nerror('m', 2)\nend\nf()" --> t:5: m
e "\nlocal function f()\nerror('m', 3)\nend\nlocal function g()\nf()\nend\ng()" --> t:8: m
e "\nlocal function f()\nerror('m', 4)\nend\nlocal function g()\nf()\nend\ng()" --> m
e "error('m', 2)" --> m
e "error('m', -1)" --> m
e "error('m', 1000)" --> m
e "error('m', '2')" --> m
e "error('m', 1.9)" --> t:1: m
e "error('m', {})" --> t:1: bad argument #2 to 'error' (number expected, got table)
e "error('m', nil)" --> t:1: m
e "error()" --> nil
e "error(nil, 1)" --> nil
e "error(12)" --> t:1: 12
e "error(1.5, 0)" --> 1.5
e "error(true)" --> true
e "error('two\\nlines')" --> t:1: two
--> lines
e "error(('long,'):rep(30))" --> t:1: long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,long,

-- A function that was called by a native: the native has no position.
e "\npcall(error) error('m', 2)" --> m
e "\nlocal function f() error('m', 2) end\nerror(select(2, pcall(f)), 0)" --> m
e "\nlocal function f() error('m', 3) end\nlocal function g() pcall(f) error(select(2, pcall(f)), 0) end\ng()" --> t:3: m
e "local function f(a, b)\nerror('m', 2) end\ntable.sort({1, 2, 3}, f)" --> m
e "local function f(a, b)\nerror('m', 3) end\ntable.sort({1, 2, 3}, f)" --> t:3: m
e "string.gsub('x', 'x', function()\nerror('m', 2) end)" --> m

-- A tail call leaves no position for its caller.
e "local function f()\nerror('m', 2) end\nlocal function g()\nreturn f() end\ng()" --> m
e "local function f()\nerror('m', 3) end\nlocal function g()\nreturn f() end\ng()" --> t:5: m
e "local function f()\nerror('m', 1) end\nlocal function g()\nreturn f() end\ng()" --> t:2: m
e "local function f()\nerror('m', 2) end\nreturn f()" --> m
e "local function f()\nlocal x = nil + 1 end\nreturn f()" --> t:2: attempt to perform arithmetic on a nil value
e "return error('m')" --> t:1: m
e "return error('m', 2)" --> m
e "local function f()\nreturn error('m') end\nf()" --> t:2: m
e "local function f()\nreturn error('m', 2) end\nf()" --> t:3: m
e "local function f(n)\nif n == 0 then error('m', 2) end return f(n - 1) end\nf(3)" --> m
e "local function f(n)\nif n == 0 then error('m', 5) end return f(n - 1) end\nf(3)" --> t:3: m

-- The line of an error in a call over several lines, in constructors and conditions.
e "local function f(x)\nreturn x\nend\nf(\nf(\nnil .. 'x'\n)\n)" --> t:6: attempt to concatenate a nil value
e "undefined\n.x\n.y = 1" --> t:2: attempt to index global 'undefined' (a nil value)
e "local t = {}\nt.x.y\n=\n1" --> t:4: attempt to index field 'x' (a nil value)
e "local t = {\n  1,\n  undefined.x,\n}" --> t:4: attempt to index global 'undefined' (a nil value)
e "local x = 1 +\n2 +\nnil" --> t:3: attempt to perform arithmetic on a nil value
e "local x = 1 +\nnil +\n2" --> t:2: attempt to perform arithmetic on a nil value
e "local x =\n'a' ..\nnil ..\n'b'" --> t:4: attempt to concatenate a nil value
e "if\nundefined.x\nthen\nend" --> t:2: attempt to index global 'undefined' (a nil value)
e "while true do\nlocal x = 1\nx()\nend" --> t:3: attempt to call local 'x' (a number value)
e "repeat\nlocal x\nuntil\nx.y" --> t:4: attempt to index local 'x' (a nil value)
e "for i = 1, 3 do\nif i == 2 then\nerror('second turn')\nend\nend" --> t:3: second turn
e "local function f()\n\n\nend\nf()\nf(undefined.x)" --> t:6: attempt to index global 'undefined' (a nil value)
e "return\nundefined(\n)" --> t:2: attempt to call global 'undefined' (a nil value)
e "undefined.method(\n1,\n2)" --> t:1: attempt to index global 'undefined' (a nil value)
e "local s = 's'\ns:nothing(\n1\n)" --> t:2: attempt to call method 'nothing' (a nil value)
e "local t = setmetatable({}, {__index = function(t, k)\nerror('no ' .. k)\nend})\nreturn t.x" --> t:2: no x
e "assert(\nfalse,\n'no position')" --> t:1: no position
e "local f = function() error('in f') end\n\nlocal g = function()\nf()\nend\ng()" --> t:1: in f

-- Values.
local function value(source, ...)
  local ok, v = pcall(loadstring(source, "=t"), ...)
  print(ok, type(v), type(v) == "table" and v.code or v)
end
value "error({code = 5})" --> false	table	5
value "error({code = 5}, 2)" --> false	table	5
value "error(nil)" --> false	nil	nil
value "error(false)" --> false	boolean	false
value "error(7)" --> false	string	t:1: 7
value "error('7')" --> false	string	t:1: 7
value "error(7, 0)" --> false	number	7
value "assert(false, {code = 6})" --> false	string	t:1: bad argument #2 to 'assert' (string expected, got table)
value "assert(nil, 7)" --> false	string	t:1: 7
value "local ok, v = pcall(error, {code = 8}) error(v)" --> false	table	8
value "local ok, v = pcall(error, 'm') error(v)" --> false	string	t:1: m
value "local ok, v = pcall(error, 'm', 0) error(v, 0)" --> false	string	m
value "local ok, v = xpcall(function() error({code = 9}) end, function(v) v.code = v.code + 1 return v end) error(v)" --> false	table	10
value "coroutine.wrap(function() error({code = 11}) end)()" --> false	table	11
value "coroutine.wrap(function() error('in the coroutine') end)()" --> false	string	t:1: t:1: in the coroutine
value "coroutine.wrap(function() error('in the coroutine', 2) end)()" --> false	string	t:1: in the coroutine
value "coroutine.wrap(function() local x = nil + 1 end)()" --> false	string	t:1: t:1: attempt to perform arithmetic on a nil value
value "return setmetatable({}, {__index = function() error({code = 12}) end}).x" --> false	table	12
value "table.sort({1, 2, 3}, function() error({code = 13}) end)" --> false	table	13
value "string.gsub('x', 'x', function() error({code = 14}) end)" --> false	table	14
value "load(function() error({code = 15}) end)" --> true	nil	nil
value "error(select(2, load(function() error({code = 16}) end)))" --> false	table	16
value "for i in function() error({code = 17}) end do end" --> false	table	17
value "return tostring(setmetatable({}, {__tostring = function() error({code = 18}) end}))" --> false	table	18
