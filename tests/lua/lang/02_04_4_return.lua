-- return gives no, one or many values.
local function none() return end
local function one() return 1 end
local function many() return 1, 2, 3 end
local function nils() return nil, nil end
print(select('#', none()), select('#', one()), select('#', many()), select('#', nils())) --> 0	1	3	2
print(none(), one(), many()) --> nil	1	1	2	3
print(many(), many()) --> 1	1	2	3
print((many())) --> 1
print((none())) --> nil

-- A function that just ends returns no value.
local function ends() local a = 1 end
print(select('#', ends()), (ends())) --> 0	nil

-- return ends the function from inside any block.
local function deep(n)
  for i = 1, 10 do
    while true do
      repeat
        do if i == n then return "at " .. i end end
      until true
      break
    end
  end
  return "fell through"
end
print(deep(3), deep(11)) --> at 3	fell through

-- Adjusted values: a call at the end of the list is expanded.
local function tail() return 0, many() end
local function middle() return many(), 0 end
local function paren() return (many()) end
local function var(...) return ... end
local function var2(...) return (...) end
print(tail()) --> 0	1	2	3
print(middle()) --> 1	0
print(paren()) --> 1
print(var(1, nil, nil)) --> 1	nil	nil
print(select('#', var(1, nil, nil)), select('#', var2()), select('#', var())) --> 3	1	0

-- Locals, upvalues and expressions as results.
local function mix(a, b) local c = a + b return c, a, function() return c end, b * 2 end
local c, a, f, d = mix(3, 4)
print(c, a, f(), d) --> 7	3	7	8

-- return must be the last statement of its block.
print(loadstring("return 1; local x") == nil) --> true
print(loadstring("if a then return else return end return") ~= nil) --> true
print(loadstring("return return") == nil) --> true
print(loadstring("function f() return end return f") ~= nil) --> true

-- return of an assignment or a statement is no expression.
print(loadstring("return a = 1") == nil) --> true
print(loadstring("return local a") == nil) --> true
