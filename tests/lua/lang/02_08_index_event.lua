-- __index with a function is called with the table and the key when the key is absent.
local log = {}
local t = setmetatable({ present = 1, no = false }, {
  __index = function(t, k) log[#log + 1] = tostring(k) return "default " .. tostring(k) end,
})
print(t.present, t.no, t.absent, t[1], t[1.5], t[true], t[nil]) --> 1	false	default absent	default 1	default 1.5	default true	default nil
print(table.concat(log, " ")) --> absent 1 1.5 true nil
t.absent = "now here"
print(t.absent) --> now here
t.absent = nil
print(t.absent) --> default absent
print(t[0 / 0] == "default " .. tostring(0 / 0)) --> true

-- The result is adjusted to one value.
local many = setmetatable({}, { __index = function() return 1, 2, 3 end })
print(many.x, (many.x), select('#', many.x)) --> 1	1	1
print(select('#', setmetatable({}, { __index = function() end }).x)) --> 1

-- __index with a table goes on there, with its metamethods.
local base = { a = "base a", b = "base b" }
local derived = setmetatable({ a = "derived a" }, { __index = base })
local object = setmetatable({}, { __index = derived })
print(object.a, object.b, object.c) --> derived a	base b	nil
setmetatable(base, { __index = function(t, k) return (t == base and "base " or "other ") .. k end })
print(object.c, object.d) --> base c	base d
base.c = "base c"
print(object.c) --> base c
base.c = nil
object.c = "object c"
print(object.c, derived.c) --> object c	base c

-- A long chain.
local chain = { deep = "found" }
for i = 1, 50 do chain = setmetatable({}, { __index = chain }) end
print(chain.deep, chain.nothing) --> found	nil

-- __index may be a string (whose methods are found), a userdata or anything that can be indexed.
print(setmetatable({}, { __index = "text" }).len == string.len) --> true
local u = newproxy(true)
getmetatable(u).__index = function(_, k) return "userdata " .. k end
print(setmetatable({}, { __index = u }).x) --> userdata x
local callable = setmetatable({}, { __call = function() return "called" end, __index = function(_, k) return "indexed " .. k end })
print(setmetatable({}, { __index = callable }).x) --> indexed x

-- Values that are no tables: always.
print(u.x, u[1], ("s").upper == string.upper, ("s").nothing) --> userdata x	userdata 1	true	nil
print((pcall(function() return (1).x end)), (pcall(function() return (nil).x end)), (pcall(function() return (true).x end))) --> false	false	false
print((pcall(function() return print.x end))) --> false

-- rawget does not ask; nor do next, pairs, ipairs, #, unpack, table functions.
local r = setmetatable({ 1, 2 }, { __index = function() return "never" end })
print(rawget(r, 3), #r, (next(r, 2)), (select('#', unpack(r)))) --> nil	2	nil	2
local n = 0
for _ in pairs(r) do n = n + 1 end
for _ in ipairs(r) do n = n + 1 end
print(n) --> 4
print(unpack(r, 1, 3)) --> 1	2	nil
print(table.concat(r, "-")) --> 1-2

-- Methods come through __index: classes.
local Account = {}
Account.__index = Account
function Account.new(b) return setmetatable({ balance = b }, Account) end
function Account:deposit(v) self.balance = self.balance + v return self end
local Special = setmetatable({}, { __index = Account })
Special.__index = Special
function Special.new(b) return setmetatable(Account.new(b), Special) end
function Special:deposit(v) return Account.deposit(self, v * 2) end
print(Account.new(1):deposit(2).balance, Special.new(1):deposit(2).balance, Special.new(5).new == Special.new) --> 3	5	true

-- Defaults, memoising, and globals with handlers.
local memo = setmetatable({}, { __index = function(t, n) local v = n < 2 and n or t[n - 1] + t[n - 2] rawset(t, n, v) return v end })
print(memo[60], rawget(memo, 30)) --> 1548008755920	832040
local f = setfenv(function() return undefined end, setmetatable({}, { __index = function(_, k) return "env " .. k end }))
print(f()) --> env undefined

-- Errors in handlers, and false results.
print(pcall(function() return setmetatable({}, { __index = function() error("in handler", 0) end }).x end)) --> false	in handler
print(setmetatable({}, { __index = function() return false end }).x, setmetatable({}, { __index = { x = false } }).x) --> false	false
