-- Arithmetic, concatenation and unary minus by metamethods: which handler, which operands, which errors.

--- every-event: the handler gets both operands in order
local function log(name) return function(a, b) return name .. "(" .. type(a) .. "," .. type(b) .. ")" end end
local m = {}
for _, e in ipairs{"add", "sub", "mul", "div", "mod", "pow", "concat"} do m["__" .. e] = log(e) end
m.__unm = function(a, b) return "unm(" .. type(a) .. "," .. tostring(rawequal(a, b)) .. ")" end
local t = setmetatable({}, m)
for _, o in ipairs{1, "s", true, {}, print} do
  print(t + o, t - o, t * o, t / o, t % o, t ^ o, t .. o)
  print(o + t, o - t, o * t, o / t, o % t, o ^ t, o .. t)
end
print(t + nil, nil + t, t .. nil, nil .. t)
print(t + t, t .. t, -t)
print(t + 1, 1 + t, t - 2, 2 - t, t * 3, 3 * t, t / 4, 4 / t, t % 5, 5 % t, t ^ 6, 6 ^ t)
--> add(table,number)	sub(table,number)	mul(table,number)	div(table,number)	mod(table,number)	pow(table,number)	concat(table,number)
--> add(number,table)	sub(number,table)	mul(number,table)	div(number,table)	mod(number,table)	pow(number,table)	concat(number,table)
--> add(table,string)	sub(table,string)	mul(table,string)	div(table,string)	mod(table,string)	pow(table,string)	concat(table,string)
--> add(string,table)	sub(string,table)	mul(string,table)	div(string,table)	mod(string,table)	pow(string,table)	concat(string,table)
--> add(table,boolean)	sub(table,boolean)	mul(table,boolean)	div(table,boolean)	mod(table,boolean)	pow(table,boolean)	concat(table,boolean)
--> add(boolean,table)	sub(boolean,table)	mul(boolean,table)	div(boolean,table)	mod(boolean,table)	pow(boolean,table)	concat(boolean,table)
--> add(table,table)	sub(table,table)	mul(table,table)	div(table,table)	mod(table,table)	pow(table,table)	concat(table,table)
--> add(table,table)	sub(table,table)	mul(table,table)	div(table,table)	mod(table,table)	pow(table,table)	concat(table,table)
--> add(table,function)	sub(table,function)	mul(table,function)	div(table,function)	mod(table,function)	pow(table,function)	concat(table,function)
--> add(function,table)	sub(function,table)	mul(function,table)	div(function,table)	mod(function,table)	pow(function,table)	concat(function,table)
--> add(table,nil)	add(nil,table)	concat(table,nil)	concat(nil,table)
--> add(table,table)	concat(table,table)	unm(table,true)
--> add(table,number)	add(number,table)	sub(table,number)	sub(number,table)	mul(table,number)	mul(number,table)	div(table,number)	div(number,table)	mod(table,number)	mod(number,table)	pow(table,number)	pow(number,table)

--- first-operand-wins: the handler of the left operand is asked first
local a = setmetatable({}, {__add = function() return "left" end, __concat = function() return "left" end})
local b = setmetatable({}, {__add = function() return "right" end, __sub = function() return "right" end, __concat = function() return "right" end})
print(a + b, b + a, a - b, b - a, a .. b, b .. a)
--> left	right	right	right	left	right

--- one-result: further results are dropped, none is nil
local t = setmetatable({}, {__add = function() return 1, 2 end, __sub = function() end, __unm = function() return 3, 4 end})
print(t + 1, t - 1, -t)
print((t + 1), select("#", t - 1))
--> 1	nil	3
--> 1	1

--- handlers-that-are-objects: a handler may be callable by __call
local callable = setmetatable({}, {__call = function(self, a, b) return "called", type(self), type(a), b end})
local t = setmetatable({}, {__add = callable, __index = {}, __unm = callable})
print(t + 5, -t)
--> called	called

--- handlers-that-are-not: calling what is no function
local t = setmetatable({}, {__add = 5, __concat = "x", __unm = {}})
print(pcall(function() return t + 1 end))
print(pcall(function() return t .. 1 end))
print(pcall(function() return -t end))
--> false	case.lua:2: attempt to call a number value
--> false	case.lua:3: attempt to call a string value
--> false	case.lua:4: attempt to call a table value

--- strings-coerce-first: numerals are numbers before metamethods are asked
print("10" + 5, "3" * "4", "0x10" - 1, 2 ^ "3", "7" % 4, -"2", " 5 " + 0)
print(10 .. 20, 1.5 .. "", "a" .. 1)
--> 15	12	15	8	3	-2	5
--> 1020	1.5	a1

--- no-handler: every operation on every wrong kind
local values = {{"nil"}, {"boolean", true}, {"table", {}}, {"function", print}, {"string", "x"}}
for _, v in ipairs(values) do
  local x = v[2]
  print(v[1], pcall(function() return x + 1 end))
  print(v[1], pcall(function() return 1 - x end))
  print(v[1], pcall(function() return x * 2 end))
  print(v[1], pcall(function() return 2 / x end))
  print(v[1], pcall(function() return x % 2 end))
  print(v[1], pcall(function() return 2 ^ x end))
  print(v[1], pcall(function() return -x end))
  if v[1] ~= "string" then
    print(v[1], pcall(function() return x .. "s" end))
    print(v[1], pcall(function() return "s" .. x end))
    print(v[1], pcall(function() return 1 .. x end))
  end
end
--> nil	false	case.lua:4: attempt to perform arithmetic on upvalue 'x' (a nil value)
--> nil	false	case.lua:5: attempt to perform arithmetic on upvalue 'x' (a nil value)
--> nil	false	case.lua:6: attempt to perform arithmetic on upvalue 'x' (a nil value)
--> nil	false	case.lua:7: attempt to perform arithmetic on upvalue 'x' (a nil value)
--> nil	false	case.lua:8: attempt to perform arithmetic on upvalue 'x' (a nil value)
--> nil	false	case.lua:9: attempt to perform arithmetic on upvalue 'x' (a nil value)
--> nil	false	case.lua:10: attempt to perform arithmetic on upvalue 'x' (a nil value)
--> nil	false	case.lua:12: attempt to concatenate upvalue 'x' (a nil value)
--> nil	false	case.lua:13: attempt to concatenate upvalue 'x' (a nil value)
--> nil	false	case.lua:14: attempt to concatenate upvalue 'x' (a nil value)
--> boolean	false	case.lua:4: attempt to perform arithmetic on upvalue 'x' (a boolean value)
--> boolean	false	case.lua:5: attempt to perform arithmetic on upvalue 'x' (a boolean value)
--> boolean	false	case.lua:6: attempt to perform arithmetic on upvalue 'x' (a boolean value)
--> boolean	false	case.lua:7: attempt to perform arithmetic on upvalue 'x' (a boolean value)
--> boolean	false	case.lua:8: attempt to perform arithmetic on upvalue 'x' (a boolean value)
--> boolean	false	case.lua:9: attempt to perform arithmetic on upvalue 'x' (a boolean value)
--> boolean	false	case.lua:10: attempt to perform arithmetic on upvalue 'x' (a boolean value)
--> boolean	false	case.lua:12: attempt to concatenate upvalue 'x' (a boolean value)
--> boolean	false	case.lua:13: attempt to concatenate upvalue 'x' (a boolean value)
--> boolean	false	case.lua:14: attempt to concatenate upvalue 'x' (a boolean value)
--> table	false	case.lua:4: attempt to perform arithmetic on upvalue 'x' (a table value)
--> table	false	case.lua:5: attempt to perform arithmetic on upvalue 'x' (a table value)
--> table	false	case.lua:6: attempt to perform arithmetic on upvalue 'x' (a table value)
--> table	false	case.lua:7: attempt to perform arithmetic on upvalue 'x' (a table value)
--> table	false	case.lua:8: attempt to perform arithmetic on upvalue 'x' (a table value)
--> table	false	case.lua:9: attempt to perform arithmetic on upvalue 'x' (a table value)
--> table	false	case.lua:10: attempt to perform arithmetic on upvalue 'x' (a table value)
--> table	false	case.lua:12: attempt to concatenate upvalue 'x' (a table value)
--> table	false	case.lua:13: attempt to concatenate upvalue 'x' (a table value)
--> table	false	case.lua:14: attempt to concatenate upvalue 'x' (a table value)
--> function	false	case.lua:4: attempt to perform arithmetic on upvalue 'x' (a function value)
--> function	false	case.lua:5: attempt to perform arithmetic on upvalue 'x' (a function value)
--> function	false	case.lua:6: attempt to perform arithmetic on upvalue 'x' (a function value)
--> function	false	case.lua:7: attempt to perform arithmetic on upvalue 'x' (a function value)
--> function	false	case.lua:8: attempt to perform arithmetic on upvalue 'x' (a function value)
--> function	false	case.lua:9: attempt to perform arithmetic on upvalue 'x' (a function value)
--> function	false	case.lua:10: attempt to perform arithmetic on upvalue 'x' (a function value)
--> function	false	case.lua:12: attempt to concatenate upvalue 'x' (a function value)
--> function	false	case.lua:13: attempt to concatenate upvalue 'x' (a function value)
--> function	false	case.lua:14: attempt to concatenate upvalue 'x' (a function value)
--> string	false	case.lua:4: attempt to perform arithmetic on upvalue 'x' (a string value)
--> string	false	case.lua:5: attempt to perform arithmetic on upvalue 'x' (a string value)
--> string	false	case.lua:6: attempt to perform arithmetic on upvalue 'x' (a string value)
--> string	false	case.lua:7: attempt to perform arithmetic on upvalue 'x' (a string value)
--> string	false	case.lua:8: attempt to perform arithmetic on upvalue 'x' (a string value)
--> string	false	case.lua:9: attempt to perform arithmetic on upvalue 'x' (a string value)
--> string	false	case.lua:10: attempt to perform arithmetic on upvalue 'x' (a string value)

--- names-in-messages: locals, upvalues, globals, fields, methods, constants
local up = {}
print(pcall(function() local l = {} return l + 1 end))
print(pcall(function() return up + 1 end))
print(pcall(function() return undefined + 1 end))
print(pcall(function() return up.field + 1 end))
print(pcall(function() return up.a.b + 1 end))
print(pcall(function() return up[1] + 1 end))
print(pcall(function() return ("x") + 1 end))
print(pcall(function() return 1 + nil end))
print(pcall(function() local k = "key" return up[k] .. "x" end))
print(pcall(function() return "a" .. up.x .. "b" end))
print(pcall(function() return "a" .. "b" .. {} end))
print(pcall(function() return #undefined end))
print(pcall(function() return -undefined.x end))
--> false	case.lua:2: attempt to perform arithmetic on local 'l' (a table value)
--> false	case.lua:3: attempt to perform arithmetic on upvalue 'up' (a table value)
--> false	case.lua:4: attempt to perform arithmetic on global 'undefined' (a nil value)
--> false	case.lua:5: attempt to perform arithmetic on field 'field' (a nil value)
--> false	case.lua:6: attempt to index field 'a' (a nil value)
--> false	case.lua:7: attempt to perform arithmetic on field '?' (a nil value)
--> false	case.lua:8: attempt to perform arithmetic on a string value
--> false	case.lua:9: attempt to perform arithmetic on a nil value
--> false	case.lua:10: attempt to concatenate field '?' (a nil value)
--> false	case.lua:11: attempt to concatenate field 'x' (a nil value)
--> false	case.lua:12: attempt to concatenate a table value
--> false	case.lua:13: attempt to get length of global 'undefined' (a nil value)
--> false	case.lua:14: attempt to index global 'undefined' (a nil value)

--- concat-chains: from the right, in pairs, numbers and strings at once
local function show(x) return type(x) == "table" and "T" or x end
local t = setmetatable({}, {__concat = function(a, b) return "(" .. show(a) .. "," .. show(b) .. ")" end})
print("a" .. "b" .. t)
print(t .. "a" .. "b")
print("a" .. t .. "b")
print(1 .. 2 .. t .. 3 .. 4)
print(t .. t .. t)
--> a(b,T)
--> (T,ab)
--> a(T,b)
--> 12(T,34)
--> (T,(T,T))

--- concat-returns-object: the result goes on in the chain
local t
t = setmetatable({n = 0}, {__concat = function(a, b) t.n = t.n + 1 return t end})
print(("x" .. "y" .. t .. "z" .. 1) == t, t.n)
--> true	3

--- errors-inside: an error in a handler has its own position
local t = setmetatable({}, {__add = function(a, b)
  error("inside")
end, __sub = function(a, b) error("level 2", 2) end})
print(pcall(function()
  return t + 1
end))
print(pcall(function()

  return t - 1
end))
--> false	case.lua:2: inside
--> false	case.lua:9: level 2

--- different-types: numbers and tables mixed by constants
local m = {__add = function(a, b) return "+" end, __lt = function() return true end}
local t = setmetatable({}, m)
print(t + 0.5, 0.5 + t, t + -1, 1e300 + t)
--> +	+	+	+

--- userdata: proxies have metamethods too
local p = newproxy(true)
local m = getmetatable(p)
for _, e in ipairs{"add", "sub", "mul", "div", "mod", "pow", "concat", "unm"} do m["__" .. e] = function() return e end end
m.__len = function() return 42 end
print(p + 1, p - 1, p * 1, p / 1, p % 1, p ^ 1, p .. 1, -p, #p)
print(1 + p, "x" .. p)
--> add	sub	mul	div	mod	pow	concat	unm	42
--> add	concat

--- strings-with-handlers: the metatable of strings may have arithmetic
getmetatable("").__add = function(a, b) return "added " .. a .. " " .. b end
getmetatable("").__unm = function(a) return "minus " .. a end
getmetatable("").__call = function(self, x) return self .. x end
print("a" + 1, 1 + "b", "1" + 1, -"x", ("f")("g"))
--> added a 1	added 1 b	2	minus x	fg

--- numbers-with-metatables: every type can have one, by debug
debug.setmetatable(1, {__index = function(n, k) return n .. k end, __call = function(n, x) return n + x end, __len = function(n) return n * 2 end})
print((5).x, (5)(6), #5)
debug.setmetatable(nil, {__index = function() return "nothing" end, __add = function() return "nil sum" end})
print(undefined.field, nil + 1)
debug.setmetatable(print, {__index = {name = "function"}, __concat = function() return "fc" end})
print(print.name, print .. 1)
debug.setmetatable(true, {__eq = function() return true end, __lt = function() return true end})
print(true == false, pcall(function() return true < false end))
--> 5x	11	10
--> nothing	nil sum
--> function	fc
--> false	true	true
