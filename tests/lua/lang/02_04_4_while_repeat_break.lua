-- while tests before its block.
local n = 0
while n < 3 do n = n + 1 end
print(n) --> 3
while false do print("never") end
while nil do print("never") end
while n do n = n > 0 and n - 1 or nil end
print(n) --> nil

-- repeat tests after its block, and runs it at least once.
local r = 0
repeat r = r + 1 until r >= 3
print(r) --> 3
repeat r = r + 1 until true
print(r) --> 4

-- The condition of repeat sees the locals of its block.
local k = 0
repeat
  local done = k == 2
  k = k + 1
until done
print(k) --> 3
local x = "outer"
repeat local x = "inner" until x == "inner"
print(x) --> outer

-- Each turn has its own locals, seen by functions made in the block and in the condition.
local fs = {}
local i = 0
repeat
  local j = i
  i = i + 1
  fs[#fs + 1] = function() j = j + 10 return j end
until (function() return j == 2 end)()
print(#fs, fs[1](), fs[1](), fs[2](), fs[3](), fs[3]()) --> 3	10	20	11	12	22
fs, i = {}, 0
while i < 3 do
  local j = i
  fs[#fs + 1] = function() j = j + 10 return j end
  i = i + 1
end
print(fs[1](), fs[1](), fs[2](), fs[3]()) --> 10	20	11	12

-- A local without a value is nil again in each turn.
i = 0
local seen = ""
while i < 3 do
  local v
  seen = seen .. tostring(v) .. ";"
  v = i
  i = i + 1
end
print(seen) --> nil;nil;nil;

-- break leaves the innermost loop, from any depth of blocks.
local out = {}
for a = 1, 3 do
  local b = 0
  while true do
    b = b + 1
    if b > a then do break end end
    out[#out + 1] = a .. b
  end
  repeat
    if a == 2 then break end
    out[#out + 1] = "r" .. a
  until true
end
print(table.concat(out, " ")) --> 11 r1 21 22 31 32 33 r3

-- break with captured locals in scope.
local caught
while true do
  local v = "kept"
  caught = function() return v end
  if v then break end
end
print(caught()) --> kept
repeat
  local w = 1
  caught = function() w = w + 1 return w end
  if w == 1 then break end
until w == 2
print(caught(), caught()) --> 2	3

-- break is the last statement of its block, and needs a loop.
print(loadstring("break") == nil) --> true
print(loadstring("do break end") == nil) --> true
print(loadstring("while true do local function f() break end end") == nil) --> true
print(loadstring("while true do break; end") ~= nil) --> true
print(loadstring("repeat if x then break end until y") ~= nil) --> true

-- A condition that changes between turns, and one with a side effect.
local q = { 3, 2, 1 }
local sum = 0
while (function() sum = sum + #q return #q > 0 end)() do q[#q] = nil end
print(sum, #q) --> 6	0

-- return inside loops.
local function find(list, what)
  local i = 1
  while true do
    if list[i] == what then return i end
    if list[i] == nil then return nil, "not found" end
    i = i + 1
  end
end
print(find({ "a", "b", "c" }, "c")) --> 3
print(find({ "a", "b", "c" }, "z")) --> nil	not found
