-- Indexing, calls, lengths: __index, __newindex, __call, __len and the rest.

--- index-function: gets the table and the key
local t = setmetatable({a = 1}, {__index = function(t, k) return type(t) .. ":" .. tostring(k) end})
print(t.a, t.b, t[1], t[true], t[1.5], t["x y"])
print(t[nil])
--> 1	table:b	table:1	table:true	table:1.5	table:x y
--> table:nil

--- index-table: is indexed in turn, raw or not
local base = setmetatable({x = 1}, {__index = {y = 2}})
local t = setmetatable({}, {__index = base})
print(t.x, t.y, t.z)
base.x = nil
print(t.x)
--> 1	2	nil
--> nil

--- index-chain: long chains
local t = {deep = "found"}
for i = 1, 90 do t = setmetatable({}, {__index = t}) end
print(t.deep, t.nothing)
--> found	nil

--- index-loop: a chain that never ends
local t = setmetatable({}, {})
getmetatable(t).__index = t
print(pcall(function() return t.x end))
local a, b = setmetatable({}, {}), setmetatable({}, {})
getmetatable(a).__index = b
getmetatable(b).__index = a
print(pcall(function() return a.x end))
local t = setmetatable({}, {})
getmetatable(t).__newindex = t
print(pcall(function() t.x = 1 end))
--> false	case.lua:3: loop in gettable
--> false	case.lua:7: loop in gettable
--> false	case.lua:10: loop in settable

--- index-one-result: one value comes back
local t = setmetatable({}, {__index = function() return 1, 2 end})
print(t.x)
print((t.x))
local t = setmetatable({}, {__index = function() end})
print(t.x)
--> 1
--> 1
--> nil

--- index-other-kinds: a handler may be any value that can be indexed
local t = setmetatable({}, {__index = "text"})
print(t.len == string.len, t.nothing)
local t = setmetatable({}, {__index = 5})
print(pcall(function() return t.x end))
local callable = setmetatable({}, {__call = function() return "called" end, __index = function(_, k) return "indexed " .. k end})
print(setmetatable({}, {__index = callable}).x)
--> true	nil
--> false	case.lua:4: attempt to index a number value
--> indexed x

--- newindex-function: gets table, key and value, and nothing is stored
local t = setmetatable({a = 1}, {__newindex = function(t, k, v) rawset(t, k, v .. "!") end})
t.a = 2
t.b = "x"
t[1] = "y"
print(t.a, t.b, t[1])
t.b = "again"
print(t.b)
--> 2	x!	y!
--> again

--- newindex-table: goes to the other table
local store = {}
local t = setmetatable({}, {__newindex = store})
t.x, t[1] = 1, 2
print(rawget(t, "x"), rawget(t, 1), store.x, store[1])
local deep = setmetatable({}, {__newindex = t})
deep.y = 3
print(rawget(deep, "y"), store.y)
--> nil	nil	1	2
--> nil	3

--- newindex-nil-fields: a field that is nil counts as absent
local log = {}
local t = setmetatable({x = 1}, {__newindex = function(t, k, v) log[#log + 1] = k end})
t.x = nil
t.x = 5
print(rawget(t, "x"), log[1])
--> nil	x

--- index-wrong: what cannot be indexed, with its name
local up
print(pcall(function() local l return l.x end))
print(pcall(function() return up.x end))
print(pcall(function() return undefined.x end))
print(pcall(function() return up.x.y end))
print(pcall(function() local t = {} return t.x.y end))
print(pcall(function() local t = {} return t.a.b.c end))
print(pcall(function() local t = {} return t[1].x end))
print(pcall(function() return (1).x end))
print(pcall(function() return (true).x end))
print(pcall(function() return print.x end))
print(pcall(function() local l l.x = 1 end))
print(pcall(function() undefined.x = 1 end))
print(pcall(function() local t = {} t.x.y = 1 end))
print(pcall(function() local s = "x" s.y = 1 end))
print(pcall(function() local n = 5 n[1] = 1 end))
print(pcall(function() local s = "s" return s.x.y end))
print(pcall(function() return undefined:method() end))
--> false	case.lua:2: attempt to index local 'l' (a nil value)
--> false	case.lua:3: attempt to index upvalue 'up' (a nil value)
--> false	case.lua:4: attempt to index global 'undefined' (a nil value)
--> false	case.lua:5: attempt to index upvalue 'up' (a nil value)
--> false	case.lua:6: attempt to index field 'x' (a nil value)
--> false	case.lua:7: attempt to index field 'a' (a nil value)
--> false	case.lua:8: attempt to index field '?' (a nil value)
--> false	case.lua:9: attempt to index a number value
--> false	case.lua:10: attempt to index a boolean value
--> false	case.lua:11: attempt to index global 'print' (a function value)
--> false	case.lua:12: attempt to index local 'l' (a nil value)
--> false	case.lua:13: attempt to index global 'undefined' (a nil value)
--> false	case.lua:14: attempt to index field 'x' (a nil value)
--> false	case.lua:15: attempt to index local 's' (a string value)
--> false	case.lua:16: attempt to index local 'n' (a number value)
--> false	case.lua:17: attempt to index field 'x' (a nil value)
--> false	case.lua:18: attempt to index global 'undefined' (a nil value)

--- bad-keys: nil and NaN cannot be keys of stores
local t = {}
print(pcall(function() t[nil] = 1 end))
print(pcall(function() t[0 / 0] = 1 end))
print(t[nil], t[0 / 0])
print(pcall(function() return {[nil] = 1} end))
print(pcall(function() t[nil] = nil end))
--> false	case.lua:2: table index is nil
--> false	case.lua:3: table index is NaN
--> nil	nil
--> false	case.lua:5: table index is nil
--> false	case.lua:6: table index is nil

--- call: any object can be called
local t = setmetatable({}, {__call = function(self, ...) return type(self), select("#", ...), ... end})
print(t(), t(1, nil, 3))
print(pcall(t, "p"))
local obj = {call = t}
print((obj:call(1)))
print(select(2, coroutine.resume(coroutine.create(function() return select("#", t("co")) end))))
local function tail() return t("tail") end
print(tail())
--> table	table	3	1	nil	3
--> true	table	1	p
--> table
--> 3
--> table	1	tail

--- call-is-not-chained: the handler of a call is a function
local inner = setmetatable({}, {__call = function() return "inner" end})
local outer = setmetatable({}, {__call = inner})
print(pcall(outer))
--> false	attempt to call a table value

--- call-wrong: what cannot be called, with its name
local up
local t = {}
print(pcall(function() local l = 5 l() end))
print(pcall(function() up() end))
print(pcall(function() undefined() end))
print(pcall(function() t.field() end))
print(pcall(function() t:method() end))
print(pcall(function() t.a.b() end))
print(pcall(function() t[1]() end))
print(pcall(function() ("x")() end))
print(pcall(function() (1)() end))
print(pcall(function() return undefined() end))
print(pcall(function() return t.x(1, 2) end))
print(pcall(function() for i in 5 do end end))
print(pcall(function() for i in nil do end end))
print(pcall(function() ("x"):nothing() end))
--> false	case.lua:3: attempt to call local 'l' (a number value)
--> false	case.lua:4: attempt to call upvalue 'up' (a nil value)
--> false	case.lua:5: attempt to call global 'undefined' (a nil value)
--> false	case.lua:6: attempt to call field 'field' (a nil value)
--> false	case.lua:7: attempt to call method 'method' (a nil value)
--> false	case.lua:8: attempt to index field 'a' (a nil value)
--> false	case.lua:9: attempt to call field '?' (a nil value)
--> false	case.lua:10: attempt to call a string value
--> false	case.lua:11: attempt to call a number value
--> false	case.lua:12: attempt to call global 'undefined' (a nil value)
--> false	case.lua:13: attempt to call field 'x' (a nil value)
--> false	case.lua:14: attempt to call a number value
--> false	case.lua:15: attempt to call a nil value
--> false	case.lua:16: attempt to call method 'nothing' (a nil value)

--- len: of strings and tables, and __len of other kinds only
print(#"abc", #"", #{1, 2, 3}, #{n = 1}, #"a\0b")
print(#setmetatable({1, 2}, {__len = function() return 100 end}))
local p = newproxy(true)
getmetatable(p).__len = function(x) return type(x) end
print(#p)
print(pcall(function() return #5 end))
print(pcall(function() return #nil end))
print(pcall(function() local x = true return #x end))
print(pcall(function() return #print end))
--> 3	0	3	0	3
--> 2
--> userdata
--> false	case.lua:6: attempt to get length of a number value
--> false	case.lua:7: attempt to get length of a nil value
--> false	case.lua:8: attempt to get length of local 'x' (a boolean value)
--> false	case.lua:9: attempt to get length of global 'print' (a function value)

--- gettable-cached: handlers may come and go
local m = {}
local t = setmetatable({}, m)
print(t.x)
m.__index = {x = 1}
print(t.x)
m.__index = function() return 2 end
print(t.x)
m.__index = nil
print(t.x)
rawset(m, "__index", {x = 3})
print(t.x)
setmetatable(t, nil)
print(t.x)
--> nil
--> 1
--> 2
--> nil
--> 3
--> nil

--- events-are-raw: handlers are looked up without metamethods
local m = setmetatable({}, {__index = {__add = function() return "inherited" end, __index = function() return "inherited" end}})
local t = setmetatable({}, m)
print(t.x)
print(pcall(function() return t + 1 end))
--> nil
--> false	case.lua:4: attempt to perform arithmetic on upvalue 't' (a table value)

--- globals-with-metatable: reads and writes of globals
local log = {}
setmetatable(_G, {__index = function(_, k) return "global " .. k end, __newindex = function(t, k, v) rawset(t, k, v + 1) end})
print(unknown)
fresh = 1
print(fresh)
fresh = 1
print(fresh)
setmetatable(_G, nil)
--> global unknown
--> 2
--> 1

--- self: methods get the object
local Account = {}
Account.__index = Account
function Account.new(b) return setmetatable({balance = b}, Account) end
function Account:deposit(v) self.balance = self.balance + v return self end
function Account:get() return self.balance end
print(Account.new(10):deposit(5):deposit(1):get())
local Special = setmetatable({}, {__index = Account})
Special.__index = Special
function Special:get() return "special " .. Account.get(self) end
print(setmetatable({balance = 1}, Special):deposit(2):get())
--> 16
--> special 3

--- weak-mode: the field __mode is no function
local t = setmetatable({}, {__mode = "k"})
t[1] = 2
print(t[1], getmetatable(t).__mode)
--> 2	k
