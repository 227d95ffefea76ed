-- __lt serves < and >, __le serves <= and >=; the operands of > and >= are swapped.
local log = {}
local mt = {
  __lt = function(a, b) log[#log + 1] = "lt" .. a.n .. b.n return a.n < b.n end,
  __le = function(a, b) log[#log + 1] = "le" .. a.n .. b.n return a.n <= b.n end,
}
local function o(n) return setmetatable({ n = n }, mt) end
local a, b = o(1), o(2)
print(a < b, a <= b, a > b, a >= b, a < a, a <= a) --> true	true	false	false	false	true
print(table.concat(log, " ")) --> lt12 le12 lt21 le21 lt11 le11
log = {}
print(not (a < b), not (a >= b)) --> false	true
if a < b then log[#log + 1] = "then" end
if a > b then else log[#log + 1] = "else" end
if not (a <= b) then else log[#log + 1] = "else" end
print(table.concat(log, " ")) --> lt12 le21 lt12 then lt21 else le12 else

-- Without __le, a <= b is not (b < a).
local lt = {}
log = {}
lt.__lt = function(a, b) log[#log + 1] = a.n .. "<" .. b.n return a.n < b.n end
local c, d = setmetatable({ n = 1 }, lt), setmetatable({ n = 2 }, lt)
print(c <= d, c >= d, c <= c, d <= c, c < d, c > d) --> true	false	true	false	true	false
print(table.concat(log, " ")) --> 2<1 1<2 1<1 1<2 1<2 2<1
if c <= d then print("then") else print("else") end --> then
if c >= d then print("then") else print("else") end --> else
if not (c <= d) then print("then") else print("else") end --> else

-- Without __lt there is no way to answer a < b.
local le = { __le = function() return true end }
local e, f = setmetatable({}, le), setmetatable({}, le)
print(e <= f, e >= f, (pcall(function() return e < f end)), (pcall(function() return e > f end))) --> true	true	false	false

-- Both operands must be of one type and have the same handler.
print((pcall(function() return a < 1 end)), (pcall(function() return 1 < a end)), (pcall(function() return a <= "x" end))) --> false	false	false
print((pcall(function() return a < {} end)), (pcall(function() return {} < a end))) --> false	false
local other = setmetatable({ n = 3 }, { __lt = function() return true end, __le = function() return true end })
print((pcall(function() return a < other end)), (pcall(function() return a <= other end))) --> false	false
local shared = setmetatable({ n = 3 }, { __lt = mt.__lt, __le = mt.__le })
print(a < shared, shared < a, a <= shared, shared >= a) --> true	false	true	true
print((pcall(function() return a < newproxy(true) end))) --> false

-- Results become booleans.
local v = setmetatable({}, { __lt = function() return nil end, __le = function() return "yes" end })
local w = setmetatable({}, getmetatable(v))
print(v < w, v <= w, v > w, v >= w, not (v < w)) --> false	true	false	true	true
getmetatable(v).__lt = function() return 0, nil end
print(v < w, v > w) --> true	true
getmetatable(v).__le = nil
print(v <= w) --> false
getmetatable(v).__lt = function() end
print(v <= w, v >= w, v < w) --> true	true	false

-- Numbers and strings never ask.
print(1 < 2, "a" < "b") --> true	true

-- Sets with a partial order, where a handler for <= matters.
local set = {}
set.__le = function(x, y) for k in pairs(x) do if not y[k] then return false end end return true end
set.__lt = function(x, y) return x <= y and not (y <= x) end
set.__eq = function(x, y) return x <= y and y <= x end
local function S(...) local s = setmetatable({}, set) for _, k in ipairs { ... } do s[k] = true end return s end
print(S(1, 2) <= S(1, 2, 3), S(1, 2) < S(1, 2, 3), S(1, 2) < S(1, 2), S(1, 2) <= S(1, 2), S(1, 2) == S(2, 1)) --> true	true	false	true	true
print(S(1, 2) <= S(1, 3), S(1, 2) >= S(1, 3), S(1, 2) > S(1), S() <= S(1)) --> false	false	true	true

-- Userdata, errors, wrong handlers.
local u = newproxy(true)
getmetatable(u).__lt = function(x, y) return rawequal(x, u) end
local u2 = newproxy(u)
print(u < u2, u2 < u, u <= u2, u2 <= u) --> true	false	true	false
local bad = setmetatable({}, { __lt = function() error("in handler", 0) end })
print(pcall(function() return bad < bad end)) --> false	in handler
print(pcall(function() return bad >= bad end)) --> false	in handler
