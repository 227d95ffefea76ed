-- Messages of operations on wrong values, with the name of the variable that held the value.
local function e(source, ...)
  local ok, message = pcall(assert(loadstring(source, "=t")), ...)
  print(message)
end

-- Indexing: globals, locals, upvalues, fields, methods, and values without a name.
e "return a.x" --> t:1: attempt to index global 'a' (a nil value)
e "return a.b.c" --> t:1: attempt to index global 'a' (a nil value)
e "a = {} return a.b.c" --> t:1: attempt to index field 'b' (a nil value)
e "a = {} return a.b.c.d" --> t:1: attempt to index field 'b' (a nil value)
e "a = {b = {}} return a.b.c.d" --> t:1: attempt to index field 'c' (a nil value)
e "local a return a.x" --> t:1: attempt to index local 'a' (a nil value)
e "local a = 5 return a.x" --> t:1: attempt to index local 'a' (a number value)
e "local a = 'str' return a.x.y" --> t:1: attempt to index field 'x' (a nil value)
e "local a = true return a[1]" --> t:1: attempt to index local 'a' (a boolean value)
e "local function f(p) return p.x end f()" --> t:1: attempt to index local 'p' (a nil value)
e "local function f(...) local a = ... return a.x end f(1)" --> t:1: attempt to index local 'a' (a number value)
e "local a local function f() return a.x end f()" --> t:1: attempt to index upvalue 'a' (a nil value)
e "local a local function f() return function() return a.x end end f()()" --> t:1: attempt to index upvalue 'a' (a nil value)
e "local a = {} return a.b.c" --> t:1: attempt to index field 'b' (a nil value)
e "local a = {} return a.b[1]" --> t:1: attempt to index field 'b' (a nil value)
e "local a = {} return a[1].x" --> t:1: attempt to index field '?' (a nil value)
e "local a = {} return a[1][2]" --> t:1: attempt to index field '?' (a nil value)
e "local a = {} local k = 'key' return a[k].x" --> t:1: attempt to index field '?' (a nil value)
e "local a = {} return a['key'].x" --> t:1: attempt to index field 'key' (a nil value)
e "local a = {} return a['not a name'].x" --> t:1: attempt to index field 'not a name' (a nil value)
e "local a, k = {}, 1 return a[k].x" --> t:1: attempt to index field '?' (a nil value)
e "local a = {} return a[{}].x" --> t:1: attempt to index field '?' (a nil value)
e "local a = {} return a.b.c.d" --> t:1: attempt to index field 'b' (a nil value)
e "return (nil).x" --> t:1: attempt to index a nil value
e "return (1).x" --> t:1: attempt to index a number value
e "return (true).x.y" --> t:1: attempt to index a boolean value
e "return ({}).x.y" --> t:1: attempt to index field 'x' (a nil value)
e "return f().x" --> t:1: attempt to call global 'f' (a nil value)
e "local function f() end return f().x" --> t:1: attempt to index a nil value
e "local function f() return 1 end return f().x.y" --> t:1: attempt to index a number value
e "local function f() return {} end return f().x.y" --> t:1: attempt to index field 'x' (a nil value)
e "return ('s').x.y" --> t:1: attempt to index field 'x' (a nil value)
e "return (1 + 1).x" --> t:1: attempt to index a number value
e "return (1 .. 2).x.y" --> t:1: attempt to index field 'x' (a nil value)
e "return (not 1).x" --> t:1: attempt to index a boolean value
e "return (...).x" --> t:1: attempt to index a nil value
e("return (...).x", 1) --> t:1: attempt to index a number value
e "a.x = 1" --> nil
e "a = nil a.x = 1" --> t:1: attempt to index global 'a' (a nil value)
e "local a a.x = 1" --> t:1: attempt to index local 'a' (a nil value)
e "local a a[1] = 1" --> t:1: attempt to index local 'a' (a nil value)
e "local a a[a] = 1" --> t:1: attempt to index local 'a' (a nil value)
e "local a = {} a.b.c = 1" --> t:1: attempt to index field 'b' (a nil value)
e "local a = {} a.b[1] = 1" --> t:1: attempt to index field 'b' (a nil value)
e "local a = {} a[1].b = 1" --> t:1: attempt to index field '?' (a nil value)
e "local a local function f() a.x = 1 end f()" --> t:1: attempt to index upvalue 'a' (a nil value)
e "local a = 's' a.x = 1" --> t:1: attempt to index local 'a' (a string value)
e "local a = 1 a.x = 1" --> t:1: attempt to index local 'a' (a number value)
e "local a function a.f() end" --> t:1: attempt to index local 'a' (a nil value)
e "function undefined.f() end" --> t:1: attempt to index global 'undefined' (a nil value)
e "local a = {} function a.b.f() end" --> t:1: attempt to index field 'b' (a nil value)
e "local a = {} function a.b:m() end" --> t:1: attempt to index field 'b' (a nil value)
e "local a a.x, a.y = 1, 2" --> t:1: attempt to index local 'a' (a nil value)
e "print.x = 1" --> t:1: attempt to index global 'print' (a function value)
e "return print.x" --> t:1: attempt to index global 'print' (a function value)
e "return coroutine.nothing.x" --> t:1: attempt to index field 'nothing' (a nil value)
e "string = string return string.nothing.x" --> t:1: attempt to index field 'nothing' (a nil value)

-- Calling.
e "a()" --> t:1: attempt to call global 'a' (a nil value)
e "a = {} a()" --> t:1: attempt to call global 'a' (a table value)
e "a = nil a.b()" --> t:1: attempt to index global 'a' (a nil value)
e "a = {} a.b()" --> t:1: attempt to call field 'b' (a nil value)
e "a = {b = 1} a.b()" --> t:1: attempt to call field 'b' (a number value)
e "local a a()" --> t:1: attempt to call local 'a' (a nil value)
e "local a = 5 a()" --> t:1: attempt to call local 'a' (a number value)
e "local a = 's' a()" --> t:1: attempt to call local 'a' (a string value)
e "local a = {} a()" --> t:1: attempt to call local 'a' (a table value)
e "local a = {} a.b()" --> t:1: attempt to call field 'b' (a nil value)
e "local a = {} a.b.c()" --> t:1: attempt to index field 'b' (a nil value)
e "local a = {b = {}} a.b.c()" --> t:1: attempt to call field 'c' (a nil value)
e "local a = {} a:b()" --> t:1: attempt to call method 'b' (a nil value)
e "local a = {b = 1} a:b()" --> t:1: attempt to call method 'b' (a number value)
e "local a a:b()" --> t:1: attempt to index local 'a' (a nil value)
e "a = nil a:b()" --> t:1: attempt to index global 'a' (a nil value)
e "local a = {} a.b:c()" --> t:1: attempt to index field 'b' (a nil value)
e "local a = 5 a:b()" --> t:1: attempt to index local 'a' (a number value)
e "local a = 's' a:b()" --> t:1: attempt to call method 'b' (a nil value)
e "local a = true a:b()" --> t:1: attempt to index local 'a' (a boolean value)
e "('s'):nothing()" --> t:1: attempt to call method 'nothing' (a nil value)
e "('s')()" --> t:1: attempt to call a string value
e "(1)()" --> t:1: attempt to call a number value
e "(nil)()" --> t:1: attempt to call a nil value
e "({})()" --> t:1: attempt to call a table value
e "(function() end)()()" --> t:1: attempt to call a nil value
e "local function f() end f()()" --> t:1: attempt to call a nil value
e "local a = {} a[1]()" --> t:1: attempt to call field '?' (a nil value)
e "local a, k = {}, 'k' a[k]()" --> t:1: attempt to call field '?' (a nil value)
e "local a = {} a['k']()" --> t:1: attempt to call field 'k' (a nil value)
e "local a local function f() a() end f()" --> t:1: attempt to call upvalue 'a' (a nil value)
e "local a local function f() a.b() end f()" --> t:1: attempt to index upvalue 'a' (a nil value)
e "local a = {} local function f() a.b() end f()" --> t:1: attempt to call field 'b' (a nil value)
e "local a = {} local function f() a:b() end f()" --> t:1: attempt to call method 'b' (a nil value)
e "local a return a()" --> t:1: attempt to call local 'a' (a nil value)
e "return a()" --> t:1: attempt to call global 'a' (a nil value)
e "a = nil return a()" --> t:1: attempt to call global 'a' (a nil value)
e "local a = {} return a.b()" --> t:1: attempt to call field 'b' (a nil value)
e "local a = {} return a:b()" --> t:1: attempt to call method 'b' (a nil value)
e "local a local x = a()" --> t:1: attempt to call local 'a' (a nil value)
e "local a local x = {a()}" --> t:1: attempt to call local 'a' (a nil value)
e "local a print(a())" --> t:1: attempt to call local 'a' (a nil value)
e "local a = 5 for i in a do end" --> t:1: attempt to call a number value
e "for i in nil do end" --> t:1: attempt to call a nil value
e "for i in 5 do end" --> t:1: attempt to call a number value
e "for k, v in {} do end" --> t:1: attempt to call a table value
e "for k, v in pairs do end" --> t:1: bad argument #1 to '(for generator)' (table expected, got nil)
e "for k, v in undefined do end" --> t:1: attempt to call a nil value
e "for k, v in undefined() do end" --> t:1: attempt to call global 'undefined' (a nil value)
e "f = nil local t = { f() }" --> t:1: attempt to call global 'f' (a nil value)
e "local t = setmetatable({}, {__call = 1}) t()" --> t:1: attempt to call local 't' (a table value)
e "local t = setmetatable({}, {__index = function(t, k) return k() end}) return t.x" --> t:1: attempt to call local 'k' (a string value)

-- Arithmetic.
e "return a + 1" --> t:1: attempt to perform arithmetic on global 'a' (a nil value)
e "a = nil return a + 1" --> t:1: attempt to perform arithmetic on global 'a' (a nil value)
e "local a return a + 1" --> t:1: attempt to perform arithmetic on local 'a' (a nil value)
e "local a return 1 + a" --> t:1: attempt to perform arithmetic on local 'a' (a nil value)
e "local a, b return a + b" --> t:1: attempt to perform arithmetic on local 'a' (a nil value)
e "local a, b = 1 return a + b" --> t:1: attempt to perform arithmetic on local 'b' (a nil value)
e "local a, b = 's', 1 return a + b" --> t:1: attempt to perform arithmetic on local 'a' (a string value)
e "local a, b = 1, 's' return a + b" --> t:1: attempt to perform arithmetic on local 'b' (a string value)
e "local a, b = '1', 's' return a + b" --> t:1: attempt to perform arithmetic on local 'b' (a string value)
e "local a, b = '1', {} return a + b" --> t:1: attempt to perform arithmetic on local 'b' (a table value)
e "local a, b = {}, '1' return a + b" --> t:1: attempt to perform arithmetic on local 'a' (a table value)
e "local a, b = 's', {} return a + b" --> t:1: attempt to perform arithmetic on local 'a' (a string value)
e "local a, b = {}, 's' return a + b" --> t:1: attempt to perform arithmetic on local 'a' (a table value)
e "local a, b = {}, nil return a + b" --> t:1: attempt to perform arithmetic on local 'a' (a table value)
e "local a, b = nil, 's' return a + b" --> t:1: attempt to perform arithmetic on local 'a' (a nil value)
e "local a return a - 1" --> t:1: attempt to perform arithmetic on local 'a' (a nil value)
e "local a return a * 1" --> t:1: attempt to perform arithmetic on local 'a' (a nil value)
e "local a return a / 1" --> t:1: attempt to perform arithmetic on local 'a' (a nil value)
e "local a return a % 1" --> t:1: attempt to perform arithmetic on local 'a' (a nil value)
e "local a return a ^ 1" --> t:1: attempt to perform arithmetic on local 'a' (a nil value)
e "local a return -a" --> t:1: attempt to perform arithmetic on local 'a' (a nil value)
e "local a = {} return -a.b" --> t:1: attempt to perform arithmetic on field 'b' (a nil value)
e "local a = 's' return -a" --> t:1: attempt to perform arithmetic on local 'a' (a string value)
e "return -{}" --> t:1: attempt to perform arithmetic on a table value
e "return -'x'" --> t:1: attempt to perform arithmetic on a string value
e "return -nil" --> t:1: attempt to perform arithmetic on a nil value
e "local a = {} return a.b + 1" --> t:1: attempt to perform arithmetic on field 'b' (a nil value)
e "local a = {} return 1 + a.b" --> t:1: attempt to perform arithmetic on field 'b' (a nil value)
e "local a = {} return a.b.c + 1" --> t:1: attempt to index field 'b' (a nil value)
e "local a = {} return a[1] + 1" --> t:1: attempt to perform arithmetic on field '?' (a nil value)
e "local a = {} a.n = a.n + 1" --> t:1: attempt to perform arithmetic on field 'n' (a nil value)
e "local a = {} a[1] = a[1] + 1" --> t:1: attempt to perform arithmetic on field '?' (a nil value)
e "count = count + 1" --> t:1: attempt to perform arithmetic on global 'count' (a nil value)
e "local n n = n + 1" --> t:1: attempt to perform arithmetic on local 'n' (a nil value)
e "local n local function f() n = n + 1 end f()" --> t:1: attempt to perform arithmetic on upvalue 'n' (a nil value)
e "local n local function f() return 1 - n end f()" --> t:1: attempt to perform arithmetic on upvalue 'n' (a nil value)
e "return 1 + nil" --> t:1: attempt to perform arithmetic on a nil value
e "return nil + 1" --> t:1: attempt to perform arithmetic on a nil value
e "return {} + 1" --> t:1: attempt to perform arithmetic on a table value
e "return 1 + {}" --> t:1: attempt to perform arithmetic on a table value
e "return 1 + 's'" --> t:1: attempt to perform arithmetic on a string value
e "return 's' + 1" --> t:1: attempt to perform arithmetic on a string value
e "return 's' * 's'" --> t:1: attempt to perform arithmetic on a string value
e "return true + 1" --> t:1: attempt to perform arithmetic on a boolean value
e "return 1 - true" --> t:1: attempt to perform arithmetic on a boolean value
e "return print + 1" --> t:1: attempt to perform arithmetic on global 'print' (a function value)
e "return 2 ^ print" --> t:1: attempt to perform arithmetic on global 'print' (a function value)
e "return (...) + 1" --> t:1: attempt to perform arithmetic on a nil value
e("return (...) + 1", {}) --> t:1: attempt to perform arithmetic on a table value
e "return f() + 1" --> t:1: attempt to call global 'f' (a nil value)
e "local function f() end return f() + 1" --> t:1: attempt to perform arithmetic on a nil value
e "local function f() end return 1 + f()" --> t:1: attempt to perform arithmetic on a nil value
e "local a = 1 return a + a.b" --> t:1: attempt to index local 'a' (a number value)
e "return 1 + 2 + nil" --> t:1: attempt to perform arithmetic on a nil value
e "return 1 * nil + 2" --> t:1: attempt to perform arithmetic on a nil value
e "local a return 1 + 2 * a" --> t:1: attempt to perform arithmetic on local 'a' (a nil value)
e "local a return (a + 1) * 2" --> t:1: attempt to perform arithmetic on local 'a' (a nil value)
e "return newproxy() + 1" --> t:1: attempt to perform arithmetic on a userdata value
e "return coroutine.create(function() end) + 1" --> t:1: attempt to perform arithmetic on a thread value
e "return setmetatable({}, {__add = 1}) + 1" --> t:1: attempt to call a number value
e "return setmetatable({}, {__add = {}}) + 1" --> t:1: attempt to call a table value

-- Length.
e "return #a" --> t:1: attempt to get length of global 'a' (a nil value)
e "a = nil return #a" --> t:1: attempt to get length of global 'a' (a nil value)
e "local a return #a" --> t:1: attempt to get length of local 'a' (a nil value)
e "local a = 5 return #a" --> t:1: attempt to get length of local 'a' (a number value)
e "local a = {} return #a.b" --> t:1: attempt to get length of field 'b' (a nil value)
e "local a = {} return #a[1]" --> t:1: attempt to get length of field '?' (a nil value)
e "local a local function f() return #a end f()" --> t:1: attempt to get length of upvalue 'a' (a nil value)
e "return #nil" --> t:1: attempt to get length of a nil value
e "return #5" --> t:1: attempt to get length of a number value
e "return #true" --> t:1: attempt to get length of a boolean value
e "return #print" --> t:1: attempt to get length of global 'print' (a function value)
e "return #newproxy()" --> t:1: attempt to get length of a userdata value
e "return #(...)" --> t:1: attempt to get length of a nil value
e "local function f() end return #f()" --> t:1: attempt to get length of a nil value
