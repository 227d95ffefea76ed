-- lua5.1 differs: it cannot yield across metamethods.
local yield, wrap = coroutine.yield, coroutine.wrap
local mt = {}
local function new(n) return setmetatable({ n = n }, mt) end
local function value(v) return type(v) == "table" and v.n or v end
for _, event in ipairs { "add", "sub", "mul", "div", "mod", "pow", "concat" } do
  mt["__" .. event] = function(a, b) return event .. "(" .. value(a) .. "," .. value(b) .. ")=" .. yield(event) end
end
mt.__unm = function(a) return "unm(" .. a.n .. ")=" .. yield("unm") end
mt.__index = function(t, k) return k .. "=" .. yield("index") end
mt.__newindex = function(t, k, v) rawset(t, k, v .. "=" .. yield("newindex")) end
mt.__call = function(self, ...) return "call", select('#', ...), yield("call"), ... end
mt.__lt = function(a, b) return yield("lt") end
mt.__le = function(a, b) return yield("le") end
mt.__eq = function(a, b) return yield("eq") end
mt.__tostring = function(t) return "tostring " .. tostring(yield("tostring")) end

local function run(f, ...)
  local co, answers, out = wrap(f), { ... }, {}
  local r = { co() }
  local i = 0
  while answers[i + 1] ~= nil do
    i = i + 1
    out[#out + 1] = tostring(r[1])
    r = { co(answers[i]) }
  end
  for k = 1, 6 do r[k] = tostring(r[k]) end
  print(table.concat(out, " "), table.concat(r, " "))
end

local a, b = new "a", new "b"
run(function() return a + b end, 1) run(function() return a - 1 end, 2) run(function() return 1 * a end, 3) run(function() return a / b end, 4) --> add	add(a,b)=1 nil nil nil nil nil
--> sub	sub(a,1)=2 nil nil nil nil nil
--> mul	mul(1,a)=3 nil nil nil nil nil
--> div	div(a,b)=4 nil nil nil nil nil
run(function() return a % b end, 5) run(function() return 2 ^ a end, 6) run(function() return -a end, 7) --> mod	mod(a,b)=5 nil nil nil nil nil
--> pow	pow(2,a)=6 nil nil nil nil nil
--> unm	unm(a)=7 nil nil nil nil nil
run(function() return a .. "x" end, 8) run(function() return "x" .. a end, 9) run(function() return "w" .. "x" .. a end, 10) --> concat	concat(a,x)=8 nil nil nil nil nil
--> concat	concat(x,a)=9 nil nil nil nil nil
--> concat	wconcat(x,a)=10 nil nil nil nil nil
run(function() return a .. "x" .. "y" .. b end, 11, 12) run(function() return "x" .. a .. "y" .. "z" end, 13) --> concat concat	concat(a,xconcat(y,b)=11)=12 nil nil nil nil nil
--> concat	xconcat(a,yz)=13 nil nil nil nil nil
run(function() return a.field end, "f") run(function() return a.x .. a.y end, 1, 2) --> index	field=f nil nil nil nil nil
--> index index	x=1y=2 nil nil nil nil nil
run(function() local t = new "t" t.x = "v" return rawget(t, "x") end, "w") --> newindex	v=w nil nil nil nil nil
run(function() return a(1, nil, 3) end, "c") run(function() return (a("x")) end, "c") run(function() return a() end, "tail") --> call	call 3 c 1 nil 3
--> call	call nil nil nil nil nil
--> call	call 0 tail nil nil nil
run(function() return a < b end, true) run(function() return a > b end, false) run(function() return a <= b end, true) run(function() return a >= b end, 1) --> lt	true nil nil nil nil nil
--> lt	false nil nil nil nil nil
--> le	true nil nil nil nil nil
--> le	true nil nil nil nil nil
run(function() return a == b end, true) run(function() return a ~= b end, true) run(function() return not (a == b) end, false) --> eq	true nil nil nil nil nil
--> eq	false nil nil nil nil nil
--> eq	true nil nil nil nil nil
run(function() return tostring(a) end, "s") --> tostring	tostring s nil nil nil nil nil

-- Comparisons in conditions: the jump is taken after the yield.
local function cond(f, ...) run(f, ...) end
cond(function() if a < b then return "then" else return "else" end end, true) --> lt	then nil nil nil nil nil
cond(function() if a < b then return "then" else return "else" end end, false) --> lt	else nil nil nil nil nil
cond(function() if not (a <= b) then return "then" else return "else" end end, true) --> le	else nil nil nil nil nil
cond(function() if a > b then return "then" else return "else" end end, true) --> lt	then nil nil nil nil nil
cond(function() if a == b then return "then" else return "else" end end, true) --> eq	then nil nil nil nil nil
cond(function() if a ~= b then return "then" else return "else" end end, true) --> eq	else nil nil nil nil nil
cond(function() local n = 0 while a < b do n = n + 1 end return n end, true, true, false) --> lt lt lt	2 nil nil nil nil nil
cond(function() local n = 0 repeat n = n + 1 until a >= b return n end, false, false, true) --> le le le	3 nil nil nil nil nil
cond(function() return a < b and a > b or a == b end, true, false, true) --> lt lt eq	true nil nil nil nil nil
cond(function() local t = { a < b, a == b, k = a <= b } return t[1], t[2], t.k end, true, false, true) --> lt eq le	true false true nil nil nil

-- __le by __lt.
local lt = { __lt = function(x, y) return yield("lt") end }
local p, q = setmetatable({}, lt), setmetatable({}, lt)
run(function() return p <= q end, true) run(function() return p >= q end, false) run(function() if p <= q then return "then" else return "else" end end, false) --> lt	false nil nil nil nil nil
--> lt	true nil nil nil nil nil
--> lt	then nil nil nil nil nil

-- Chains: __index to a table whose __index yields, environments, userdata, inherited methods.
local base = setmetatable({}, { __index = function(t, k) return yield("base " .. k) end })
local derived = setmetatable({}, { __index = setmetatable({}, { __index = base }) })
run(function() return derived.x end, "found") run(function() return derived.f(1) end, function(n) return n + 1 end) run(function() return derived:m(2) == derived end, function(self) return self end) --> base x	found nil nil nil nil nil
--> base f	2 nil nil nil nil nil
--> base m	true nil nil nil nil nil
run(setfenv(function() return some_global, other_global end, setmetatable({}, { __index = function(_, k) return k .. yield("global") end })), 1, 2) --> global global	some_global1 other_global2 nil nil nil nil
run(setfenv(function() assigned = 1 return "assigned" end, setmetatable({}, { __newindex = function(_, k, v) yield("set " .. k) end })), true) --> set assigned	assigned nil nil nil nil nil
local u = newproxy(true)
getmetatable(u).__len = function() return yield("len") end
getmetatable(u).__index = function(_, k) return k .. yield("proxy") end
run(function() return #u + 1 end, 41) run(function() return u.x end, "!") --> len	42 nil nil nil nil nil
--> proxy	x! nil nil nil nil nil

-- Errors after the yield, inside of metamethods, caught outside.
local bad = setmetatable({}, { __add = function() yield("add") error("in add", 0) end, __index = function() yield("index") error({ "in index" }) end })
run(function() return pcall(function() return bad + 1 end) end, true) --> add	false in add nil nil nil nil
run(function() local ok, e = pcall(function() return bad.x end) return ok, e[1] end, true) --> index	false in index nil nil nil nil

-- Long expressions keep their temporaries over the yields.
run(function() local x, y = 1, 2 return x + y * 10 .. "|" .. (a + b) .. "|" .. x .. (-a) .. y end, "A", "B") --> add unm	21|add(a,b)=A|1unm(a)=B2 nil nil nil nil nil
run(function() return ({ 1, a.x, 3, a.y, k = a.z, 5 })[4] end, 1, 2, 3) --> index index index	y=2 nil nil nil nil nil
