-- First the prefix is evaluated, then the arguments, then the call is made.
local log = {}
local function note(v, r) log[#log + 1] = v return r end
local function f(...) note("call") return ... end
note("prefix", f)(note("first"), note("second"))
print(table.concat(log, " ")) --> prefix first second call

-- All forms of arguments.
local function show(...) print(select('#', ...), ...) end
show() --> 0
show(nil) --> 1	nil
show(1, nil) --> 2	1	nil
show "string" --> 1	string
show 'single' --> 1	single
show [[long]] --> 1	long
show [==[longer]==] --> 1	longer
local function size(t) return #t end
print(size {}, size { 1, 2 }, size{ 3 }, #{ size { 4 }, size "ab" }) --> 0	2	1	2
local t = { f = show, g = { h = function(x) return x end } }
t.f "field" --> 1	field
t["f"] "index" --> 1	index
print(t.g.h "x", t.g.h { "y" }[1], (t.g.h)("z")) --> x	y	z

-- Calls can be chained.
local function curry(a) return function(b) return function(c) return a .. b .. c end end end
print(curry "a" "b" "c", curry("a")("b")("c"), curry "a" ("b") "c") --> abc	abc	abc
local function id(...) return ... end
print(id(id)(id)(id)("chained"), id { id }[1]("x"), id { k = { "y" } }.k[1]) --> chained	x	y

-- Methods: v:name(args) evaluates v once and passes it first.
local account = { balance = 10 }
function account:deposit(v) self.balance = self.balance + v return self end
function account.get(self, ...) return self.balance, ... end
print(account:deposit(5) == account, account:get("more", "values")) --> true	15	more	values
print(account:deposit(1):deposit(2):deposit(3):get()) --> 21
local evaluated = 0
local function obj() evaluated = evaluated + 1 return account end
obj():deposit(0)
print(evaluated) --> 1
print(account:get "s", account:get { 1 } == account.balance) --> 21	true
local o = { name = "o", sub = { name = "sub" } }
function o.sub:who() return self.name end
function o:who() return self.name end
print(o:who(), o.sub:who(), o.who(o.sub), o.sub.who(o)) --> o	sub	sub	o
local s = "abc"
print(s:len(), s:rep(2):upper():len(), ("x"):rep(3), #("y"):rep(4)) --> 3	6	xxx	4

-- Argument lists: the last call or ... gives all its values, the others one.
local function three() return 1, 2, 3 end
local function none() end
show(three()) --> 3	1	2	3
show(three(), three()) --> 4	1	1	2	3
show((three())) --> 1	1
show(three(), nil) --> 2	1	nil
show(none()) --> 0
show(none(), none()) --> 1	nil
show((none())) --> 1	nil
show(0, none()) --> 1	0
show(id(three())) --> 3	1	2	3
show(id(), id()) --> 1	nil
local function va(...) show(...) show(..., "end") show("start", ...) show((...)) end
va("a", "b") --> 2	a	b
--> 2	a	end
--> 3	start	a	b
--> 1	a
va() --> 0
--> 2	nil	end
--> 1	start
--> 1	nil

-- Missing arguments are nil, extra ones are dropped.
local function two(a, b) return a, b end
show(two()) --> 2	nil	nil
show(two(1)) --> 2	1	nil
show(two(1, 2, 3)) --> 2	1	2
show(two(three())) --> 2	1	2

-- A call with many arguments.
local many = {}
for i = 1, 200 do many[i] = i end
print(select('#', unpack(many)), (select(200, unpack(many)))) --> 200	200
print(select('#', id(unpack(many))), #{ id(unpack(many)) }) --> 200	200
local source = "return select('#', " .. table.concat(many, ",") .. ")"
print(loadstring(source)()) --> 200

-- Values that cannot be called.
for _, v in ipairs { 1, "s", true, {} } do print((pcall(function() v() end)), (pcall(function() return v() end))) end --> false	false
--> false	false
--> false	false
--> false	false
print((pcall(function() local n n() end)), (pcall(function() undefined() end)), (pcall(function() t.nothing() end))) --> false	false	false
print((pcall(function() t:nothing() end)), (pcall(function() local n n:m() end)), (pcall(function() (1):m() end))) --> false	false	false

-- Recursion, mutual recursion, functions as arguments and results.
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
print(fib(20)) --> 6765
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(100), odd(100), even(7)) --> true	false	false
local function map(f, l) local r = {} for i, v in ipairs(l) do r[i] = f(v) end return r end
print(table.concat(map(function(x) return x * x end, { 1, 2, 3, 4 }), " ")) --> 1 4 9 16
local function compose(f, g) return function(...) return f(g(...)) end end
print(compose(math.floor, function(x) return x / 2 end)(7)) --> 3
