-- if, elseif and else: the first condition that holds picks the block.
local function sign(n)
  if n < 0 then return "negative"
  elseif n == 0 then return "zero"
  elseif n > 0 then return "positive"
  else return "not a number" end
end
print(sign(-5), sign(0), sign(3), sign(0/0)) --> negative	zero	positive	not a number

-- Conditions after the chosen one are not evaluated.
local log = {}
local function c(name, v) log[#log + 1] = name return v end
if c("a", nil) then elseif c("b", 1) then elseif c("c", 1) then else c("d") end
print(table.concat(log, " ")) --> a b

-- Without else nothing may happen.
if nil then print("never") end
if false then print("never") elseif nil then print("never") end

-- Empty blocks, nested ifs, any expression as a condition.
if true then end
if true then else end
if 1 == 1 then if "x" then if {} then print("nested") end end end --> nested
if not nil and (1 < 2 or error()) then print("expression") end --> expression
if (function() return false, true end)() then print("never") else print("first value only") end --> first value only
if nil == false then print("never") else print("nil is not false") end --> nil is not false

-- A variable of one branch is not seen in another.
local x = "outer"
if false then local x = "a" elseif x == "outer" then local x = x .. "!" print(x) else print("never") end --> outer!
print(x) --> outer

-- Constant conditions.
local s = ""
if true then s = s .. "1" end
if false then s = s .. "2" end
if nil then s = s .. "3" end
if 0 then s = s .. "4" end
if "" then s = s .. "5" end
if not true then s = s .. "6" end
if not nil then s = s .. "7" end
print(s) --> 1457

-- A long chain of elseif.
local parts = { "local n = ... if n == 0 then return 'zero'" }
for i = 1, 300 do parts[#parts + 1] = "elseif n == " .. i .. " then return 'is " .. i .. "'" end
parts[#parts + 1] = "else return 'other' end"
local f = loadstring(table.concat(parts, " "))
print(f(0), f(1), f(150), f(300), f(301)) --> zero	is 1	is 150	is 300	other
