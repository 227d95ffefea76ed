-- Limits that programs can see.

--- locals: 200 in a function
local function names(n) local t = {} for i = 1, n do t[i] = "v" .. i end return table.concat(t, ", ") end
print(loadstring("local " .. names(200), "=s") ~= nil)
print(loadstring("local " .. names(201), "=s"))
print(loadstring("\nfunction f() local " .. names(201) .. " end", "=s"))
print(loadstring("function f(" .. names(201) .. ") end", "=s"))
--> true
--> nil	s:1: main function has more than 200 local variables
--> nil	s:2: function at line 2 has more than 200 local variables
--> nil	s:1: function at line 1 has more than 200 local variables

--- upvalues: 60 in a function
local function source(n)
  local t = {}
  for i = 1, n do t[i] = "local v" .. i end
  t[#t + 1] = "\nreturn function() return 0"
  for i = 1, n do t[#t + 1] = " , v" .. i end
  return table.concat(t, " ") .. " end"
end
print(loadstring(source(60), "=s") ~= nil)
print(loadstring(source(61), "=s"))
--> true
--> nil	s:2: function at line 2 has more than 60 upvalues

--- levels: 200 of nesting
local function deep(open, close, n) return loadstring("return " .. open:rep(n) .. "1" .. close:rep(n), "=s") end
print(deep("(", ")", 190) ~= nil)
print(select(2, deep("(", ")", 210)))
print(select(2, deep("{", "}", 210)))
print(select(2, loadstring(("do "):rep(210) .. ("end "):rep(210), "=s")))
print(loadstring(("do "):rep(190) .. ("end "):rep(190), "=s") ~= nil)
print(select(2, loadstring("x = " .. ("-"):rep(1):rep(210, "") .. "1", "=s")) == nil)
print(select(2, loadstring("return " .. ("not "):rep(210) .. "x", "=s")))
print(select(2, loadstring("return " .. ("a .. "):rep(210) .. "x", "=s")))
print(select(2, loadstring("return " .. ("a ^ "):rep(210) .. "x", "=s")))
print(select(2, loadstring("return " .. ("a + "):rep(1000) .. "x", "=s")) == nil)
--> true
--> s:1: chunk has too many syntax levels
--> s:1: chunk has too many syntax levels
--> s:1: chunk has too many syntax levels
--> true
--> false
--> s:1: chunk has too many syntax levels
--> s:1: chunk has too many syntax levels
--> s:1: chunk has too many syntax levels
--> true

--- registers: expressions can be too complex
print(select(2, loadstring("return f(" .. ("x, "):rep(260) .. "x)", "=s")))
print(select(2, loadstring("local a = " .. ("x, "):rep(260) .. "x", "=s")))
print(loadstring("return {" .. ("x, "):rep(1000) .. "x}", "=s") ~= nil)
--> s:1: function or expression too complex near 'x'
--> s:1: function or expression too complex near 'x'
--> true

--- assignments: too many variables in one
print(select(2, loadstring(("a, "):rep(210) .. "a = 1", "=s")))
--> s:1: main function has more than 197 variables in assignment

--- constants: as many as a program wants
local t = {}
for i = 1, 70000 do t[i] = "x = '" .. i .. "'" end
local f = loadstring(table.concat(t, "\n"))
f()
print(x)
--> 70000

--- jumps: long bodies
local body = ("x = x + 1 "):rep(20000)
x = 0
loadstring("for i = 1, 2 do " .. body .. "end")()
print(x)
x = 0
loadstring("while x < 30000 do " .. body .. "end")()
print(x)
--> 40000
--> 40000

--- constructors: more than 50 items, and calls at the end
local t = loadstring("return {" .. ("1, "):rep(1000) .. "}")()
print(#t)
local t = loadstring("return {" .. ("1, "):rep(49) .. "...}")(2, 3, 4)
print(#t, t[50], t[52])
--> 1000
--> 52	2	4

--- arguments: many arguments and results
local function count(...) return select("#", ...) end
local t = {}
for i = 1, 240 do t[i] = i end
print(count(unpack(t)), count(unpack(t, 1, 200), unpack(t)))
print((select(200, unpack(t))))
--> 240	241
--> 200

--- captures: 32 in a pattern
print(select("#", ("x"):rep(32):find(("(x)"):rep(32))))
--> 34

--- depth-of-calls: 190 levels of everything
local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end
print(f(15000))
local function p(n) if n == 0 then return 0 end return 1 + select(2, pcall(p, n - 1)) end
print(p(190))
local function c(n) if n == 0 then return 0 end return 1 + coroutine.wrap(c)(n - 1) end
print(c(150))
local function m(n) return setmetatable({}, {__index = function(_, k) if n == 0 then return 0 end return 1 + m(n - 1)[k] end}) end
print(m(190).x)
--> 15000
--> 190
--> 150
--> 190

--- tail-calls: without end
local function loop(n) if n == 0 then return "end" end return loop(n - 1) end
print(loop(1000000))
--> end
