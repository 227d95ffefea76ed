-- A table holds values of all types (but nil) under keys of all types (but nil).
local f = function() end
local co = coroutine.create(f)
local u = newproxy()
local inner = {}
local t = {}
t[1] = "number" t[1.5] = "fraction" t["s"] = "string" t[true] = "true" t[false] = "false"
t[f] = "function" t[print] = "native" t[co] = "thread" t[u] = "userdata" t[inner] = "table"
print(t[1], t[1.5], t.s, t[true], t[false]) --> number	fraction	string	true	false
print(t[f], t[print], t[co], t[u], t[inner]) --> function	native	thread	userdata	table
print(t[{}], t[2], t["1"], t[nil]) --> nil	nil	nil	nil

-- nil cannot be a key for writing, and reading it gives nil.
print((pcall(function() t[nil] = 1 end))) --> false
print((pcall(function() t[0/0] = 1 end))) --> false
print(t[nil], t[0/0]) --> nil	nil
print((pcall(rawset, t, nil, 1))) --> false

-- Assigning nil removes a field.
t.s = nil
print(t.s) --> nil
local count = 0
for _ in pairs(t) do count = count + 1 end
print(count) --> 9

-- a.name is a["name"], and a name key is the string key.
t.name = "by name"
print(t["name"], t.name == t["na" .. "me"]) --> by name	true
local key = "name"
print(t[key], t.key) --> by name	nil

-- Keys are compared raw: 1 and "1" differ, 1 and 1.0 are one key.
t = {}
t[1] = "n" t["1"] = "s"
print(t[1], t["1"], t[1.0], t["1.0"]) --> n	s	n	nil
t[2^53] = "big"
print(t[9007199254740992], t[-2^53]) --> big	nil
t[0] = "zero"
print(t[0], t[-0], t[0 * -1]) --> zero	zero	zero
t[1/0] = "inf"
t[-1/0] = "-inf"
print(t[1/0], t[-1/0]) --> inf	-inf

-- A table may hold itself, and methods.
local o = { n = 3 }
o.self = o
o.get = function(self) return self.n end
print(o.self.self.self == o, o:get(), o.self:get()) --> true	3	3

-- Arrays, records, sets, trees: all are tables.
local tree = { value = 1, { value = 2 }, { value = 3, { value = 4 } } }
print(tree.value, tree[1].value, tree[2].value, tree[2][1].value, tree[3]) --> 1	2	3	4	nil
