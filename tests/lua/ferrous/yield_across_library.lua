-- lua5.1 differs: it cannot yield inside of functions that its library calls.
local yield, wrap = coroutine.yield, coroutine.wrap

-- A comparator of table.sort: someone else compares.
local list = { 5, 2, 8, 1, 9, 3, 7 }
local co = wrap(function() table.sort(list, function(a, b) return yield(a, b) end) return "sorted" end)
local asked = 0
local a, b = co()
while a ~= "sorted" do
  asked = asked + 1
  a, b = co(a < b)
end
print(table.concat(list, " "), asked >= 6) --> 1 2 3 5 7 8 9	true

-- An error of the comparator after a yield.
co = wrap(function() return pcall(table.sort, { 3, 2, 1 }, function(x, y) yield("asked") error("no answer", 0) end) end)
print(co()) --> asked
print(co()) --> false	no answer

-- A comparator by __lt.
local mt = { __lt = function(x, y) return yield(x.n, y.n) end }
local objects = {}
for i, n in ipairs { 3, 1, 2 } do objects[i] = setmetatable({ n = n }, mt) end
co = wrap(function() table.sort(objects) return "sorted" end)
a, b = co()
while a ~= "sorted" do a, b = co(a < b) end
print(objects[1].n, objects[2].n, objects[3].n) --> 1	2	3

-- The replacement of string.gsub: a function, and a table with __index.
co = wrap(function() return string.gsub("a-b-c", "%a", function(c) return yield(c) end) end)
print(co()) --> a
print(co("A")) --> b
print(co(nil)) --> c
print(co(33)) --> A-b-33	3
co = wrap(function() return string.gsub("$x and $y", "%$(%a)", setmetatable({}, { __index = function(_, k) return yield(k) end })) end)
print(co()) --> x
print(co("first")) --> y
print(co(false)) --> first and $y	2
co = wrap(function() return pcall(string.gsub, "abc", "b", function(c) yield(c) return {} end) end)
print(co()) --> b
print(co()) --> false	invalid replacement value (a table)

-- tostring and print with __tostring.
local named = setmetatable({}, { __tostring = function() return "name " .. yield("name?") end })
co = wrap(function() return tostring(named), "second" end)
print(co()) --> name?
print(co("tag")) --> name tag	second
co = wrap(function() print(named) return "printed" end)
print(co()) --> name?
print(co("one")) --> name one
--> printed

-- The reader of load, and the code that it loads.
co = wrap(function() return load(function() return yield("piece?") end, "=loaded") end)
print(co()) --> piece?
print(co("return 4")) --> piece?
print(co("2, ")) --> piece?
print(co("...")) --> piece?
local f = co(nil)
print(f("argument")) --> 42	argument
co = wrap(function() return load(function() return yield("piece?") end, "=loaded") end)
print(co()) --> piece?
local r, m = co("return ) x")
if r == "piece?" then r, m = co(nil) end
print(r, m) --> nil	loaded:1: unexpected symbol near ')'

-- xpcall's body, coroutines in coroutines, and a function called by unpacked arguments.
co = wrap(function() return xpcall(function() return string.gsub("ab", ".", yield) end, function(m) return m end) end)
print(co()) --> a
print(co("x")) --> b
print(co("y")) --> true	xy	2

-- Everything at once: a sort in a gsub in a pcall in a metamethod in an iterator.
local deep = setmetatable({}, { __add = function(_, s)
  local ok, result = pcall(string.gsub, s, "%a+", function(word)
    local letters = {}
    for c in word:gmatch(".") do letters[#letters + 1] = c end
    table.sort(letters, function(x, y) yield("compare") return x < y end)
    return table.concat(letters)
  end)
  return result
end })
co = wrap(function() local out for v in function(_, c) if not c then return deep + "dcab zyx" end end do out = v end return out end)
local compares = 0
local v = co()
while v == "compare" do compares = compares + 1 v = co() end
print(v, compares > 3) --> abcd xyz	true
