-- Every arithmetic event: both operands are passed in order.
local mt = {}
local function show(v) return type(v) == "table" and (v.n or "a table") or tostring(v) end
for _, event in ipairs { "add", "sub", "mul", "div", "mod", "pow" } do
  mt["__" .. event] = function(a, b) return event .. "(" .. show(a) .. "," .. show(b) .. ")" end
end
mt.__unm = function(a, b) return "unm(" .. show(a) .. "," .. tostring(a == b) .. ")" end
local a, b = setmetatable({ n = "a" }, mt), setmetatable({ n = "b" }, mt)
print(a + b, a - b, a * b, a / b, a % b, a ^ b) --> add(a,b)	sub(a,b)	mul(a,b)	div(a,b)	mod(a,b)	pow(a,b)
print(a + 1, a - 1, a * 1, a / 1, a % 1, a ^ 1) --> add(a,1)	sub(a,1)	mul(a,1)	div(a,1)	mod(a,1)	pow(a,1)
print(1 + a, 1 - a, 1 * a, 1 / a, 1 % a, 1 ^ a) --> add(1,a)	sub(1,a)	mul(1,a)	div(1,a)	mod(1,a)	pow(1,a)
print(a + "s", "s" - a, a * "1", "1" / a, a % nil, nil ^ a) --> add(a,s)	sub(s,a)	mul(a,1)	div(1,a)	mod(a,nil)	pow(nil,a)
print(-a, -b, - - 1) --> unm(a,true)	unm(b,true)	1
local one = 1
print(a + one, one + a, a - {}, {} * a) --> add(a,1)	add(1,a)	sub(a,a table)	mul(a table,a)

-- The first operand's handler is preferred.
local l = setmetatable({}, { __add = function() return "left" end, __sub = function() return "left" end })
local r = setmetatable({}, { __add = function() return "right" end, __mul = function() return "right" end })
print(l + r, r + l, l - r, l * r) --> left	right	left	right
print((pcall(function() return r - r end)), r * l, (pcall(function() return l * l end))) --> false	right	false

-- Numbers, and strings that are numbers, do not look for handlers.
print(1 + 2, "1" + "2", (pcall(function() return "x" + 1 end))) --> 3	3	false

-- The result is adjusted to one value, and may be of any type.
local many = setmetatable({}, { __add = function() return 1, 2, 3 end, __sub = function() end, __unm = function() return nil, 1 end })
print(many + 1, (many + 1)) --> 1	1
print(many - 1, select('#', many - 1)) --> nil	1
print(-many, select('#', -many)) --> nil	1
print(type(setmetatable({}, { __add = function(x) return x end }) + 1)) --> table

-- Chained operations.
local v = {}
v.__index = v
local function vec(x, y) return setmetatable({ x = x, y = y }, v) end
v.__add = function(a, b) return vec(a.x + b.x, a.y + b.y) end
v.__sub = function(a, b) return vec(a.x - b.x, a.y - b.y) end
v.__mul = function(a, b)
  if type(a) == "number" then return vec(a * b.x, a * b.y) end
  if type(b) == "number" then return vec(a.x * b, a.y * b) end
  return a.x * b.x + a.y * b.y
end
v.__unm = function(a) return vec(-a.x, -a.y) end
v.__tostring = function(a) return "(" .. a.x .. ", " .. a.y .. ")" end
local p, q = vec(1, 2), vec(3, 5)
print(tostring(p + q), tostring(p - q), p * q, tostring(2 * p + q * 3 - -p), tostring(-(p + q) * 2)) --> (4, 7)	(-2, -3)	13	(12, 21)	(-8, -14)

-- Errors inside of handlers, and operands without handlers.
local bad = setmetatable({}, { __add = function() error("in handler", 0) end })
print(pcall(function() return bad + 1 end)) --> false	in handler
print((pcall(function() return {} + {} end)), (pcall(function() return -{} end))) --> false	false

-- A userdata has handlers too.
local u = newproxy(true)
getmetatable(u).__add = function(a, b) return a == u and "u first" or "u second" end
print(u + 1, 1 + u, {} + u, nil + u) --> u first	u second	u second	u second
