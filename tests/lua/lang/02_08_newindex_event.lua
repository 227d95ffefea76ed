-- __newindex with a function is called with table, key and value when the key is absent.
local log = {}
local mt = { __newindex = function(t, k, v) log[#log + 1] = tostring(k) .. "=" .. tostring(v) end }
local t = setmetatable({ present = 1, no = false }, mt)
t.present, t.no, t.absent, t[1], t.nothing = 2, true, 3, "one", nil
print(t.present, t.no, t.absent, t[1]) --> 2	true	nil	nil
table.sort(log)
print(table.concat(log, " ")) --> 1=one absent=3 nothing=nil
t.present = nil
log = {}
t.present = "again"
print(t.present, log[1]) --> nil	present=again

-- rawset does not ask.
rawset(t, "raw", 1)
print(t.raw) --> 1
log = {}
t.raw = 2
print(t.raw, #log) --> 2	0

-- __newindex with a table stores there, with its metamethods.
local store = {}
local p = setmetatable({}, { __newindex = store })
p.x = 1
print(rawget(p, "x"), store.x) --> nil	1
setmetatable(store, { __newindex = function(s, k, v) rawset(s, k, v .. " by " .. (s == store and "store" or "other")) end })
p.x = "old key"
p.y = "new key"
print(store.x, store.y, rawget(p, "y")) --> old key	new key by store	nil

-- A long chain.
local last = {}
local chain = last
for i = 1, 50 do chain = setmetatable({}, { __newindex = chain }) end
chain.deep = "stored"
print(last.deep, rawget(chain, "deep")) --> stored	nil

-- Both events: a proxy.
local function track(real)
  local accesses = {}
  return setmetatable({}, {
    __index = function(_, k) accesses[#accesses + 1] = "r" .. k return real[k] end,
    __newindex = function(_, k, v) accesses[#accesses + 1] = "w" .. k real[k] = v end,
  }), accesses
end
local proxy, accesses = track({ a = 1 })
proxy.a = proxy.a + 1
proxy.b = proxy.a
print(proxy.a, proxy.b, table.concat(accesses, " ")) --> 2	2	ra wa ra wb ra rb

-- A read-only table.
local ro = setmetatable({}, { __index = { x = 1 }, __newindex = function(_, k) error("read only: " .. k, 0) end })
print(ro.x, pcall(function() ro.x = 2 end)) --> 1	false	read only: x
print(ro.x) --> 1

-- The value may be any, and results of the handler are dropped.
local got
local any = setmetatable({}, { __newindex = function(_, k, v) got = v return "dropped" end })
for _, v in ipairs { 1, "s", true, any } do any.k = v print(got == v) end --> true
--> true
--> true
--> true
any.k = nil
print(got) --> nil

-- nil and NaN are no keys of a table, even when there is a handler.
got = "no call"
print((pcall(function() any[nil] = 1 end)), (pcall(function() any[0 / 0] = 1 end)), got) --> false	false	no call
print((pcall(function() local plain = {} plain[nil] = 1 end))) --> false
print((pcall(function() setmetatable({}, { __newindex = {} })[nil] = 1 end))) --> false

-- Other types.
local u = newproxy(true)
getmetatable(u).__newindex = function(_, k, v) got = k .. v end
u.field = "!"
print(got) --> field!
getmetatable(u).__newindex = store
u.from = "userdata"
print(store.from) --> userdata by store
print((pcall(function() local s = "s" s.x = 1 end)), (pcall(function() local n = 1 n.x = 1 end)), (pcall(function() local n n.x = 1 end))) --> false	false	false

-- Constructors and rawset never ask; function statements and globals do.
local names = {}
local env = setmetatable({}, { __newindex = function(e, k, v) names[#names + 1] = k rawset(e, k, v) end })
setfenv(function() function named() end other = 1 other = 2 end, env)()
print(table.concat(names, " ")) --> named other

-- table.insert stores raw.
local raw = setmetatable({}, { __newindex = function() error("never") end })
table.insert(raw, "x")
print(#raw, raw[1]) --> 1	x
