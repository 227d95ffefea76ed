-- Assigning to a field may run a metamethod, and so may assigning to a global.
local log = {}
local function note(...) log[#log + 1] = table.concat({ ... }, " ") end
local proxy = setmetatable({}, {
  __newindex = function(t, k, v) note("set", tostring(k), tostring(v)) rawset(t, k, v) end,
})
proxy.a = 1
proxy.a = 2
proxy.b = nil
proxy[1] = "one"
for i = 1, #log do print(log[i]) end --> set a 1
--> set b nil
--> set 1 one

-- One handler call for each variable that misses.
log = {}
local function fresh()
  return setmetatable({}, { __newindex = function(_, k, v) note(k, v) end })
end
local p = fresh()
p.x, p.y, p.z = 1, 2, 3
table.sort(log)
print(#log, log[1], log[2], log[3]) --> 3	x 1	y 2	z 3

-- A plain assignment to a global goes to the environment's handler.
log = {}
local f = setfenv(function() first = 1 second = 2 end, fresh())
f()
print(#log, log[1], log[2]) --> 2	first 1	second 2

-- Locals are never seen by metamethods.
log = {}
local g = setfenv(function() local first = 1 first = 2 return first end, fresh())
print(g(), #log) --> 2	0
