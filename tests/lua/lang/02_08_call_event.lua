-- __call makes a value callable: it gets the value and then the arguments.
local mt = { __call = function(self, ...) return self.n, select('#', ...), ... end }
local c = setmetatable({ n = "c" }, mt)
print(c()) --> c	0
print(c(1, nil, nil)) --> c	3	1	nil	nil
print((c(1))) --> c
print(select('#', c(nil))) --> 3
print(c "string") print(c { 1 } == "c") print(pcall(c, "through pcall")) --> c	1	string
--> true
--> true	c	1	through pcall

-- All results are returned, in any context.
local t = { c(1, 2) }
print(#t, t[4]) --> 4	2
local a, b, x = c("x")
print(a, b, x) --> c	1	x
local function tail(...) return c(...) end
print(tail("tail", "call")) --> c	2	tail	call
print(c(c())) --> c	2	c	0

-- As a method, a field, a global, an iterator, an argument.
local o = { m = c }
print(o:m("arg") == "c", select(3, o:m("arg")) == o, (select(4, o:m("arg")))) --> true	true	arg
print(o.m("field")) --> c	1	field
global_callable = c
print(global_callable("global")) --> c	1	global
global_callable = nil
local i = 0
for v in setmetatable({}, { __call = function() i = i + 1 return i <= 3 and i or nil end }) do print(v) end --> 1
--> 2
--> 3
print(select(2, xpcall(c, print))) --> c	0
print((string.gsub("abc", "b", function(s) return (c(s)) end))) --> acc

-- The handler must be a function: a callable table will not do.
local inner = setmetatable({}, { __call = function(self, callee, ...) return "inner", callee.n, ... end })
local outer = setmetatable({ n = "outer" }, { __call = inner })
print((pcall(outer, 1, 2))) --> false

-- Natives as handlers.
local sel = setmetatable({}, { __call = rawequal })
print(sel(sel), sel({})) --> true	false
local get = setmetatable({ key = "value" }, { __call = rawget })
print(get("key")) --> value

-- Recursion and currying.
local fact = setmetatable({}, { __call = function(self, n) return n == 0 and 1 or n * self(n - 1) end })
print(fact(10)) --> 3628800
local sum
sum = setmetatable({ total = 0 }, { __call = function(self, n) if n then self.total = self.total + n return self end return self.total end })
print(sum(1)(2)(3)()) --> 6

-- Userdata, and errors.
local u = newproxy(true)
getmetatable(u).__call = function(self, x) return "userdata", x, self == u end
print(u(1)) --> userdata	1	true
print((pcall(setmetatable({}, {}))), (pcall({})), (pcall(setmetatable({}, { __call = "no" })))) --> false	false	false
print(pcall(setmetatable({}, { __call = function() error("in handler", 0) end }))) --> false	in handler
print((pcall(function() getmetatable("").__call = nil return ("s")() end))) --> false

-- A class whose call is a constructor.
local Class = setmetatable({}, { __call = function(class, v) return setmetatable({ v = v }, class) end })
Class.__index = Class
function Class:get() return self.v end
print(Class(7):get(), Class("x").v) --> 7	x
