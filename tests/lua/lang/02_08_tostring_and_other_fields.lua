-- __tostring is used by tostring and print.
local t = setmetatable({ n = 5 }, { __tostring = function(self) return "object " .. self.n end })
print(t) --> object 5
print(tostring(t), type(tostring(t))) --> object 5	string
print(t, t) --> object 5	object 5
-- Concatenation, string functions and errors do not use it.
print((pcall(function() return t .. "" end)), (pcall(string.rep, t, 1))) --> false	false

-- tostring gives back whatever the handler gives; print wants a string.
local mt = {}
local o = setmetatable({}, mt)
mt.__tostring = function() return 42 end
print(tostring(o) == 42, type(tostring(o))) --> true	number
mt.__tostring = function() return nil end
print(tostring(o), select('#', tostring(o))) --> nil	1
print((pcall(print, o))) --> false
mt.__tostring = function() return "one", "two" end
print(tostring(o)) --> one
print(select('#', tostring(o))) --> 1
mt.__tostring = function() error("in handler", 0) end
print(pcall(tostring, o)) --> false	in handler
mt.__tostring = nil
print((string.gsub(tostring(o), ":.*", ""))) --> table
local u = newproxy(true)
getmetatable(u).__tostring = function(x) return x == u and "proxy" end
print(u) --> proxy

-- print calls the global tostring.
local saved = tostring
tostring = function(v) return "<" .. saved(v) .. ">" end
local ok, e = pcall(print, 1, "x", nil) --> <1>	<x>	<nil>
tostring = saved

-- Other keys of a metatable mean nothing to the language.
local plain = setmetatable({}, { __pairs = error, __ipairs = error, __idiv = error, name = "x", __name = "Name" })
print((next(plain)), #plain, (string.gsub(tostring(plain), ":.*", ""))) --> nil	0	table
for k in pairs(plain) do print("never") end

-- The same metatable may serve as its own prototype and hold several events.
local V = {}
V.__index = V
V.__call = function(class, x) return setmetatable({ x = x }, class) end
V.__add = function(a, b) return V.__call(V, a.x + b.x) end
V.__eq = function(a, b) return a.x == b.x end
V.__lt = function(a, b) return a.x < b.x end
V.__tostring = function(v) return "V" .. v.x end
V.__concat = function(a, b) return tostring(a) .. tostring(b) end
V.__unm = function(a) return V.__call(V, -a.x) end
setmetatable(V, V)
V.__tostring = function(v) return "V" .. tostring(rawget(v, "x")) end
local a, b = V(1), V(2)
print(a + b, a + b == V(3), a < b, a > b, a <= b, -a, a .. b, a .. "!", V) --> V3	true	true	false	true	V-1	V1V2	V1!	Vnil
