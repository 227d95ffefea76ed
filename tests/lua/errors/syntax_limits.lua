-- heavy: large generated chunks
-- Limits of the compiler that a program can reach.
local function e(source)
  local f, message = loadstring(source, "=t")
  print(f == nil and message or "no error")
end
local function rep(s, n, sep)
  local t = {}
  for i = 1, n do t[i] = (s:gsub("#", i)) end
  return table.concat(t, sep or " ")
end

-- 200 local variables.
e(rep("local a#", 200)) --> no error
e(rep("local a#", 201)) --> t:1: main function has more than 200 local variables
e(rep("local a#\n", 201)) --> t:202: main function has more than 200 local variables
e("local " .. rep("a#", 200, ",")) --> no error
e("local " .. rep("a#", 201, ",")) --> t:1: main function has more than 200 local variables
e("function f() " .. rep("local a#", 201) .. " end") --> t:1: function at line 1 has more than 200 local variables
e("\n\nfunction f() " .. rep("local a#", 201) .. " end") --> t:3: function at line 3 has more than 200 local variables
e("\nlocal function f() " .. rep("local a#", 201) .. " end") --> t:2: function at line 2 has more than 200 local variables
e("x = function()\n" .. rep("local a#", 201) .. " end") --> t:2: function at line 1 has more than 200 local variables
e("function f(" .. rep("a#", 200, ",") .. ") end") --> no error
e("function f(" .. rep("a#", 201, ",") .. ") end") --> t:1: function at line 1 has more than 200 local variables
e("function f(" .. rep("a#", 200, ",") .. ", ...) end") --> t:1: function at line 1 has more than 200 local variables
e("function f(" .. rep("a#", 199, ",") .. ", ...) end") --> no error
e("function o:f(" .. rep("a#", 200, ",") .. ") end") --> t:1: function at line 1 has more than 200 local variables
e(rep("local a#", 197) .. " for i = 1, 2 do end") --> t:1: main function has more than 200 local variables
e(rep("local a#", 196) .. " for i = 1, 2 do end") --> no error
e(rep("local a#", 198) .. " for k in x do end") --> t:1: main function has more than 200 local variables
e(rep("local a#", 196) .. " for k in x do end") --> no error
e(rep("local a#", 196) .. " for k, v in x do end") --> t:1: main function has more than 200 local variables
e("do " .. rep("local a#", 200) .. " end " .. rep("local b#", 200)) --> no error
e(rep("local a#", 200) .. " local function f() end") --> t:1: main function has more than 200 local variables
e(rep("local a#", 200) .. " do local b end") --> t:1: main function has more than 200 local variables

-- 60 upvalues.
local locals = rep("local a#", 61) .. "\n"
e(locals .. "function f() return " .. rep("a#", 60, ",") .. " end") --> no error
e(locals .. "function f() return " .. rep("a#", 61, ",") .. " end") --> t:2: function at line 2 has more than 60 upvalues
e(locals .. "\nlocal f = function()\n" .. rep("a# = 1\n", 61) .. " end") --> t:64: function at line 3 has more than 60 upvalues
e(locals .. "function f() " .. rep("a# = 1", 30) .. " return function() " .. rep("a# = 2", 61) .. " end end") --> t:2: function at line 2 has more than 60 upvalues
e(locals .. "function f() return function() " .. rep("a# = 2", 61) .. " end end") --> t:2: function at line 2 has more than 60 upvalues
e(locals .. "function f() " .. rep("a# = 1", 60) .. rep(" a# = 2", 60) .. " end") --> no error

-- Nesting of blocks, parentheses, constructors, functions and operators: 200 levels, some of
-- which are used by the caller.
local function depth(open, close, n)
  local f, m = loadstring(open:rep(n) .. close:rep(n), "=t")
  print(f == nil and m or "no error")
end
for _, n in ipairs { 150, 250 } do
  depth("do ", "end ", n)
  depth("while x do ", "end ", n)
  depth("if x then ", "end ", n)
  depth("repeat ", "until x ", n)
  depth("for i = 1, 2 do ", "end ", math.min(n, 40))
  depth("function f() ", "end ", n)
  e("x = " .. ("("):rep(n) .. "1" .. (")"):rep(n))
  e("x = " .. ("{"):rep(n) .. "1" .. ("}"):rep(n))
  e("x = " .. ("f("):rep(n) .. "1" .. (")"):rep(n))
  e("x = " .. ("a["):rep(n) .. "1" .. ("]"):rep(n))
  e("x = " .. ("-"):rep(n):gsub("-", "- ") .. "1")
  e("x = " .. ("not "):rep(n) .. "1")
  e("x = " .. ("# "):rep(n) .. "a")
  e("x = " .. ("a .. "):rep(n) .. "a")
  e("x = " .. ("2 ^ "):rep(n) .. "2")
  e("x = " .. ("function() return "):rep(n) .. "1" .. (" end"):rep(n)) --> no error
  --> no error
  --> no error
  --> no error
  --> no error
  --> no error
  --> no error
  --> no error
  --> no error
  --> no error
  --> no error
  --> no error
  --> no error
  --> no error
  --> no error
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> no error
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
  --> t:1: chunk has too many syntax levels
end

-- No limit for these.
e("x = " .. ("1 + "):rep(5000) .. "1") --> no error
e("x = " .. ("a - "):rep(5000) .. "1") --> no error
e("x = " .. ("a and "):rep(1000) .. "1") --> no error
e("x = " .. ("a == "):rep(1000) .. "1") --> no error
e("x = a" .. (".b"):rep(5000)) --> no error
e("x = a" .. ("[1]"):rep(5000)) --> no error
e("x = f" .. ("()"):rep(5000)) --> no error
e("x = f" .. (":m()"):rep(5000)) --> no error
e("if x then " .. ("elseif y then "):rep(2000) .. "end") --> no error
e(("x = 1 "):rep(20000)) --> no error
e("x = {" .. ("1,"):rep(20000) .. "}") --> no error
e("x = '" .. ("y"):rep(100000) .. "'") --> no error
e("local " .. ("y"):rep(100000)) --> no error
e("x = {" .. rep("k# = #", 10000, ",") .. "}") --> no error
e("f(" .. ("1,"):rep(200) .. "1)") --> no error

-- Too many registers are needed.
local function complex(source)
  local f, message = loadstring(source, "=t")
  print(f == nil and (message:gsub(" near .*", "")) or "no error")
end
complex("return " .. rep("a#", 240, ",")) --> no error
complex("return " .. rep("a#", 300, ",")) --> t:1: function or expression too complex
complex("f(" .. rep("a#", 300, ",") .. ")") --> t:1: function or expression too complex
complex("function g()\nreturn " .. rep("a#", 300, ",") .. " end") --> t:2: function or expression too complex
complex(rep("local a#", 200) .. " return " .. rep("b#", 70, ",")) --> t:1: function or expression too complex

-- Too many variables in one assignment; the number depends on the depth of the caller.
local function number(source)
  print((string.gsub(select(2, loadstring(source, "=t")), "%d%d%d", "N")))
end
number(rep("a#", 300, ",") .. " = 1") --> t:1: main function has more than N variables in assignment
e(rep("a#", 150, ",") .. " = 1") --> no error
