-- Function statements are assignments of function expressions.
function f() return "global" end
print(f()) --> global
local t = { a = { b = {} } }
function t.f() return "field" end
function t.a.b.f() return "deep field" end
function t.a.b:m(x) return self == t.a.b, x end
print(t.f(), t.a.b.f(), t.a.b:m(1)) --> field	deep field	true	1
f = nil
local function l() return "local" end
print(l()) --> local
local g
function g() return "assigned to the local" end
print(g(), rawget(_G, "g")) --> assigned to the local	nil
do
  local up = {}
  local function set()
    function up.f() return "through an upvalue" end
  end
  set()
  print(up.f()) --> through an upvalue
end

-- Parameters are local variables with the argument values.
local function params(a, b, c) a = a or "missing" return a, b, c end
print(params()) --> missing	nil	nil
print(params(1, 2)) --> 1	2	nil
print(params(1, 2, 3, 4)) --> 1	2	3
print(select('#', params(1, 2, 3, 4))) --> 3

-- Var-args.
local function va(...) return select('#', ...), ... end
print(va()) --> 0
print(va(nil)) --> 1	nil
print(va(1, nil, nil)) --> 3	1	nil	nil
local function mixed(a, b, ...) return a, b, select('#', ...), ... end
print(mixed()) --> nil	nil	0
print(mixed(1)) --> 1	nil	0
print(mixed(1, 2, 3, 4)) --> 1	2	2	3	4
local function first(...) local a, b = ... return a, b end
print(first(1, 2, 3)) --> 1	2
print(first(1)) --> 1	nil
local function adjust(...) return (...), ... end
print(adjust("x", "y")) --> x	x	y
local function inloop(...) local n = 0 for i = 1, select('#', ...) do n = n + (select(i, ...)) end return n end
print(inloop(1, 2, 3, 4, 5)) --> 15
local function initer(...) local s = "" for i, v in ipairs { ... } do s = s .. i .. v end return s end
print(initer("a", "b")) --> 1a2b
-- An expression in the middle of a list gives one value.
local function middle(...) return ..., "end" end
print(middle(1, 2, 3)) --> 1	end
print(middle()) --> nil	end
-- ... belongs to the function, not to those inside of it.
print(loadstring("return function() return ... end") == nil) --> true
print((function(...) local x = { ... } return (function(...) return #x, select('#', ...) end)("in", "ner", "!") end)("outer")) --> 1	3
-- The main chunk has var-args too.
print(loadstring("local a, b = ... return b, a, select('#', ...)")("x", "y", "z")) --> y	x	3

-- A colon definition adds the parameter self.
local o = {}
function o:m(...) return self == o, select('#', ...) end
function o.n(self, ...) return self == o, select('#', ...) end
print(o:m(1, 2)) print(o.m(o, 1)) print(o:n(1, 2)) print(o.m(1)) --> true	2
--> true	1
--> true	2
--> false	0

-- Results are adjusted by their context.
local function r() return 1, 2, 3 end
local a, b = r()
print(a, b, (r())) --> 1	2	1
r()
print(r(), "adjusted to one") --> 1	adjusted to one
print("kept", r()) --> kept	1	2	3
local x, y, z, w = 0, r()
print(x, y, z, w) --> 0	1	2	3
local list = { r(), r() }
print(#list) --> 4

-- Function expressions everywhere.
print((function(a, b) return a + b end)(3, 4)) --> 7
print(({ function() return "in a table" end })[1]()) --> in a table
print(pcall(function() return "as an argument" end)) --> true	as an argument
local compose = function(f) return function(x) return f(f(x)) end end
print(compose(compose)(function(x) return x * 2 end)(1)) --> 16
local k = { [(function() return "key" end)()] = (function() return "value" end)() }
print(k.key) --> value

-- Parameters with the same name: the last one counts.
print((function(a, a) return a end)(1, 2)) --> 2
-- A parameter hides an outer local.
local v = "outer"
local function hide(v) v = v .. "!" return v end
print(hide("inner"), v) --> inner!	outer

-- Many parameters.
local names, args = {}, {}
for i = 1, 150 do names[i] = "p" .. i args[i] = i end
local big = loadstring("return function(" .. table.concat(names, ",") .. ", ...) return p1, p75, p150, select('#', ...) end")()
print(big(unpack(args))) --> 1	75	150	0
print(big(unpack(args, 1, 80))) --> 1	75	nil	0
