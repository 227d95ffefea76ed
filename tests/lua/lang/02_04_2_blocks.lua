-- A block limits the scope of its locals.
local x = 1
do
  local x = 2
  print(x) --> 2
  do
    local x = 3
    print(x) --> 3
  end
  print(x) --> 2
end
print(x) --> 1

-- A block without declarations shares those around it.
do x = 10 end
print(x) --> 10

-- An empty block is fine.
do end
do do end do end end

-- Every body of a structure is a block.
if true then local x = "then" print(x) end --> then
if false then else local x = "else" print(x) end --> else
for i = 1, 1 do local x = "for" print(x) end --> for
for k in pairs({ 1 }) do local x = "in" print(x) end --> in
local once = true
while once do local x = "while" once = false print(x) end --> while
repeat local x = "repeat" print(x) until x == "repeat" --> repeat
local function f() local x = "function" return x end
print(f(), x) --> function	10

-- do ... end puts a return or break in the middle of another block.
local function early(v)
  do if v then return "early" end end
  do return "middle" end
  print("never")
end
print(early(true), early(false)) --> early	middle
local n = 0
while true do
  n = n + 1
  do break end
  n = 100
end
print(n) --> 1

-- A variable that leaves its scope while a function holds it lives on.
local get, set
do
  local hidden = 1
  get = function() return hidden end
  set = function(v) hidden = v end
end
set(get() + 41)
print(get(), hidden) --> 42	nil

-- Locals of a finished block do not leak into the next one.
do local a, b, c = 1, 2, 3 end
do
  local a, b, c
  print(a, b, c) --> nil	nil	nil
end
