-- Metamethods in odd places: chains, mixed types, changes while they run, results in conditions and loops.
local log = {}
local function note(s) log[#log + 1] = s end
local function show() print(table.concat(log, " ")) log = {} end

-- A value with every event, used in a long expression.
local function tag(v) return type(v) == "table" and v.tag or tostring(v) end
local mt = {}
local function new(t) return setmetatable({ tag = t }, mt) end
for event, sign in pairs { __add = "+", __sub = "-", __mul = "*", __div = "/", __mod = "%", __pow = "^", __concat = ".." } do
  mt[event] = function(a, b) return new("(" .. tag(a) .. sign .. tag(b) .. ")") end
end
mt.__unm = function(a) return new("-" .. tag(a)) end
mt.__call = function(self, ...) local t = { ... } for i, v in ipairs(t) do t[i] = tag(v) end return new(tag(self) .. "(" .. table.concat(t, ",") .. ")") end
mt.__index = function(t, k) if k ~= "tag" then return new(tag(t) .. "." .. tag(k)) end end
local a, b, c = new "a", new "b", new "c"
print((a + b * c - a / 2 % b ^ 3 ^ c).tag) --> ((a+(b*c))-((a/2)%(b^(3^c))))
print((-a ^ 2 .. b .. "s" .. 1 .. c).tag) --> (-(a^2)..(b..(s..(1..c))))
print((a.x.y[1][b](1, a, "z").w + -b).tag) --> (a.x.y.1.b(1,a,z).w+-b)
print((a "lit" { tag = "tab" } (b)(c + 1)).tag) --> a(lit)(tab)(b)((c+1))
print((1 + a - 1).tag, ("s" .. a .. "e").tag, (2 ^ a ^ 2).tag, (10 % a).tag) --> ((1+a)-1)	(s..(a..e))	(2^(a^2))	(10%a)

-- Comparisons in every kind of condition.
local cmp = {
  __lt = function(x, y) note(x.n .. "<" .. y.n) return x.n < y.n end,
  __le = function(x, y) note(x.n .. "<=" .. y.n) return x.n <= y.n end,
  __eq = function(x, y) note(x.n .. "==" .. y.n) return x.n == y.n end,
}
local one, two, uno = setmetatable({ n = 1 }, cmp), setmetatable({ n = 2 }, cmp), setmetatable({ n = 1 }, cmp)
if one < two then note "T" else note "F" end if one > two then note "T" else note "F" end
if not (one <= two) then note "T" else note "F" end if one >= two then note "T" else note "F" end
if one == uno then note "T" else note "F" end if one ~= uno then note "T" else note "F" end
show() --> 1<2 T 2<1 F 1<=2 F 2<=1 F 1==1 T 1==1 F
local r = one < two and "and" or "or" note(r) r = one == two or "else" note(tostring(r)) r = not (one == uno) note(tostring(r))
show() --> 1<2 and 1==2 else 1==1 false
local i = setmetatable({ n = 0 }, cmp)
while i < two do i.n = i.n + 1 end
repeat i.n = i.n - 1 until i <= setmetatable({ n = 0 }, cmp)
show() --> 0<2 1<2 2<2 1<=0 0<=0
local t = { one < two, one == uno, one >= two, k = two <= one }
print(t[1], t[2], t[3], t.k) --> true	true	false	false
show() --> 1<2 1==1 2<=1 2<=1

-- Metatables that change while a metamethod runs, or that remove themselves.
local m = {}
m.__index = function(t, k) setmetatable(t, nil) return "once " .. k end
local o = setmetatable({}, m)
print(o.x, o.x) --> once x	nil
m.__index = function(t, k) m.__index = { [k] = "from the table" } return "from the function" end
o = setmetatable({}, m)
print(o.x, o.x, o.y) --> from the function	from the table	nil
m = {}
m.__newindex = function(t, k, v) rawset(t, k, v) m.__newindex = function(t, k, v) rawset(t, k, v * 2) end end
o = setmetatable({}, m)
o.a = 1 o.b = 1 o.a = 5
print(o.a, o.b) --> 5	2
m.__add = function() m.__add = nil return "added once" end
print(o + 1, (pcall(function() return o + 1 end))) --> added once	false
m.__call = function(self) m.__call = function() return "second" end return "first" end
print(o(), o()) --> first	second
m.__index = function(t, k) t[k] = k .. " cached" return "miss" end
m.__newindex = nil
print(o.q, o.q, o.r, o.r) --> miss	q cached	miss	r cached

-- A metamethod added late to a table that was already asked: absence must not be remembered.
m = {}
o = setmetatable({}, m)
local results = {}
local function try(f) local ok, v = pcall(f) results[#results + 1] = ok and tostring(v) or "error" end
for round = 1, 2 do
  try(function() return o + 1 end) try(function() return -o end) try(function() return o .. "" end) try(function() return o() end)
  try(function() return o.x end) try(function() return o < o end) try(function() return o <= o end) try(function() return o == setmetatable({}, m) end)
  try(function() o.y = 1 return rawget(o, "y") end)
  rawset(o, "y", nil)
  m.__add = function() return "add" end rawset(m, "__unm", function() return "unm" end) m["__con" .. "cat"] = function() return "concat" end
  m.__call = function() return "call" end m.__index = function() return "index" end m.__lt = function() return true end
  m.__eq = function() return true end m.__newindex = function(t, k, v) rawset(t, k, "newindex") end
end
print(table.concat(results, " ")) --> error error error error nil error error false 1 add unm concat call index true false true newindex
for k in pairs(m) do m[k] = nil end
results = {}
try(function() return o + 1 end) try(function() return o.x end) try(function() return o() end) try(function() return o < o end)
print(table.concat(results, " ")) --> error nil error error

-- Inheritance: three levels, methods overridden, super calls, fields on each level.
local Base = {} Base.__index = Base
function Base.new(cls, n) return setmetatable({ n = n }, cls) end
function Base:who() return "base " .. self.n end
function Base:both() return self:who() .. "/" .. Base.who(self) end
local Mid = setmetatable({}, { __index = Base }) Mid.__index = Mid
function Mid:who() return "mid of " .. Base.who(self) end
local Leaf = setmetatable({}, { __index = Mid }) Leaf.__index = Leaf
function Leaf:who() return "leaf of " .. Mid.who(self) end
Mid.shared = "mid field"
local x, y, z = Base:new(1), Mid:new(2), Leaf:new(3)
print(x:who(), y:who(), z:who()) print(x:both(), z:both()) print(x.shared, y.shared, z.shared) --> base 1	mid of base 2	leaf of mid of base 3
--> base 1/base 1	leaf of mid of base 3/base 3
--> nil	mid field	mid field
Leaf.who = nil
print(z:who()) --> mid of base 3
Base.late = function() return "late method" end
print(x:late(), z:late()) --> late method	late method
z.who = function() return "own" end
print(z:who(), Leaf:new(4):who()) --> own	mid of base 4
Mid.shared = nil Base.shared = "base field"
print(x.shared, y.shared, z.shared) --> base field	base field	base field

-- __index on functions with many returns, in multiple assignments and calls.
local multi = setmetatable({}, { __index = function(t, k) return k, k, k end, __call = function(self, ...) return ... end })
local p, q, s = multi.x, multi.y
print(p, q, s, multi.z) print(multi(1, nil, 3)) print((multi(1, 2)), select('#', multi()), select('#', multi(nil))) --> x	y	nil	z
--> 1	nil	3
--> 1	0	1
local tt = { multi(1, 2), multi(3, 4), multi.w }
print(#tt, tt[1], tt[2], tt[3]) --> 3	1	3	w

-- Proxies of proxies, and a table that is its own metatable and its own __index.
local real = { v = 1 }
local function proxy(t) return setmetatable({}, { __index = t, __newindex = t }) end
local deep = real
for n = 1, 30 do deep = proxy(deep) end
deep.v = deep.v + 1 deep.w = "new"
print(real.v, real.w, rawget(deep, "v")) --> 2	new	nil
local selfish = {} selfish.__index = selfish selfish.v = 5 setmetatable(selfish, { __index = function(_, k) return k .. "?" end })
local child = setmetatable({}, selfish)
print(child.v, child.w, selfish.w) --> 5	w?	w?

-- Arithmetic with strings: numbers win over the metamethods of the string metatable only if they convert.
local smt = getmetatable("")
smt.__add = function(a, b) return "string add " .. tostring(a) .. " " .. tostring(b) end
smt.__unm = function(a) return "string unm " .. a end
smt.__call = function(s, x) return s .. tostring(x) end
print("1" + "2", "a" + "b", "a" + 1, 1 + "b", -"2", -"x", ("call")(5)) --> 3	string add a b	string add a 1	string add 1 b	-2	string unm x	call5
smt.__add, smt.__unm, smt.__call = nil, nil, nil
print((pcall(function() return "a" + 1 end)), (pcall(function() return ("s")() end))) --> false	false
smt.__index = function(s, k) if type(k) == "number" then return string.sub(s, k, k) end return string[k] end
print(("hello")[1], ("hello")[-1], ("hello"):upper(), #("hello")[9]) --> h	o	HELLO	0
smt.__index = string

-- Userdata with everything.
local u = newproxy(true)
local um = getmetatable(u)
um.__index = function(_, k) return "get " .. k end um.__newindex = function(_, k, v) note("set " .. k .. "=" .. v) end
um.__len = function() return 7 end um.__unm = function() return "neg" end um.__add = function(a, b) return a == u and b or a end
um.__concat = function(a, b) return (a == u and "u" or a) .. (b == u and "u" or b) end um.__tostring = function() return "userdata!" end
um.__lt = function() return true end um.__eq = function() return true end um.__call = function(_, ...) return select('#', ...) end
u.x = 1
local u2 = newproxy(u)
print(u.y, #u, -u, u + 5, 5 + u, u .. "s", "s" .. u, tostring(u), u < u2, u <= u2, u == u2, u(1, 2), u ~= u2) --> get y	7	neg	5	5	us	su	userdata!	true	false	true	2	false
show() --> set x=1
