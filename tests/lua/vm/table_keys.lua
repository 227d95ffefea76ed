-- Keys: what is the same key and what is not.
local t = {}
t[1] = "one" t[1.0] = "still one" t["1"] = "string" t[2^0] = "one again"
print(t[1], t["1"], t[3 - 2], t[10 / 10], t[0.1 * 10]) --> one again	string	one again	one again	one again
t[2^53] = "big"
print(t[2^53], t[2^53 + 1], t[9007199254740993], t[2^53 + 2]) --> big	big	big	nil
t[-1] = "minus" t[0] = "zero"
local zero = 0
print(t[-1], t[zero], t[-zero], t[zero * -1]) --> minus	zero	zero	zero
t[-zero] = "minus zero"
print(t[0], t[-zero]) --> minus zero	minus zero
t[1.5] = "fraction"
print(t[1.5], t[3 / 2], t["1.5"], t[1.5000000000000002]) --> fraction	fraction	nil	nil
t[1/0], t[-1/0] = "inf", "-inf"
print(t[1/0], t[-1/0], t[2^1024]) --> inf	-inf	inf
print((pcall(function() t[0/0] = 1 end)), (pcall(function() t[nil] = 1 end)), t[0/0], t[nil]) --> false	false	nil	nil
print((pcall(function() t[0/0] = nil end)), (pcall(function() t[nil] = nil end)), (pcall(rawset, t, 0/0, nil))) --> false	false	false
t[true], t[false] = "yes", "no"
print(t[true], t[false], t[1 == 1], t["true"], t[not 1]) --> yes	no	yes	nil	no

-- Large and odd integer keys, and keys beyond 32 bits.
t = {}
for _, k in ipairs { 2^31 - 1, 2^31, 2^31 + 1, 2^32 - 1, 2^32, 2^32 + 1, -2^31, -2^31 - 1, 2^40, 2^52, -2^53, 1e100, 1e-100 } do t[k] = k end
local count, wrong = 0, 0
for k, v in pairs(t) do count = count + 1 if k ~= v then wrong = wrong + 1 end end
print(count, wrong, t[2^31], t[2^32 + 1] == 2^32 + 1, t[1], t[0], t[-1], #t) --> 13	0	2147483648	true	nil	nil	nil	0

-- Objects as keys: identity.
local a, b = {}, {}
t = { [a] = "a", [b] = "b", [print] = "print", [t] = "table" }
print(t[a], t[b], t[{}], t[print], t[type]) --> a	b	nil	print	nil
local f1, f2 = function() end, function() end
t[f1] = 1
print(t[f1], t[f2]) --> 1	nil
local co = coroutine.create(f1)
t[co] = "co"
print(t[co], t[coroutine.create(f1)]) --> co	nil
-- __eq does not matter to keys.
local mt = { __eq = function() return true end }
local x, y = setmetatable({}, mt), setmetatable({}, mt)
t = { [x] = "x" }
print(x == y, t[x], t[y]) --> true	x	nil

-- Strings made in different ways are one key, long ones too.
t = {}
t["abc"] = 1
print(t["a" .. "bc"], t[string.lower("ABC")], t[("cba"):reverse()], t[table.concat { "a", "b", "c" }], t[string.char(97, 98, 99)]) --> 1	1	1	1	1
for _, n in ipairs { 1, 10, 31, 32, 33, 39, 40, 41, 63, 64, 65, 100, 1000, 100000 } do
  local k1, k2 = string.rep("k", n), string.rep("k", n - 1) .. "k"
  t[k1] = n
  if t[k2] ~= n or t[k2 .. ""] ~= n or t[k1 .. "x"] ~= nil then print("different", n) end
  t[k2] = nil
  if t[k1] ~= nil then print("not removed", n) end
end
t["a\0b"], t["a\0c"], t["a"], t["a\0"] = 1, 2, 3, 4
print(t["a\0b"], t["a\0c"], t["a"], t["a\0"], t["a\0\0"]) --> 1	2	3	4	nil

-- Many strings that share beginnings, endings or all but one character.
t = {}
for i = 1, 1000 do
  t["prefix" .. i] = i
  t[i .. "suffix"] = i
  t[string.rep("x", 50) .. i .. string.rep("y", 50)] = i
  t[string.rep("z", i)] = i
end
wrong = 0
for i = 1, 1000 do
  if t["prefix" .. i] ~= i or t[i .. "suffix"] ~= i then wrong = wrong + 1 end
  if t[string.rep("x", 50) .. i .. string.rep("y", 50)] ~= i or t[string.rep("z", i)] ~= i then wrong = wrong + 1 end
end
count = 0
for _ in pairs(t) do count = count + 1 end
print(wrong, count) --> 0	4000

-- The same key on the left, in constructors and in method names.
local o = { name = "n", ["na" .. "me2"] = "n2" }
function o:name2() return self.name end
print(o.name, o["name2"](o), o[("name2")] == o.name2) --> n	n	true

-- Values: false is kept, nil removes, removing what is not there is nothing.
t = { f = false }
print(t.f, next(t)) --> false	f	false
t.f, t.nothing = nil, nil
print(next(t)) --> nil
for i = 1, 100 do t["k" .. i] = nil end
print(next(t)) --> nil
