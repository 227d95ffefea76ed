-- Statements and scopes, where programs can see how they work.

--- multiple-assignment: all expressions before all stores
local a, b, c = 1, 2
print(a, b, c)
a, b = b, a
print(a, b)
local t = {}
local i = 1
i, t[i] = i + 1, 20
print(i, t[1], t[2])
a, b, c = (function() return 1, 2, 3 end)()
print(a, b, c)
a, b, c = (function() return 1, 2, 3 end)(), 10
print(a, b, c)
a, b, c = ((function() return 1, 2, 3 end)())
print(a, b, c)
--> 1	2	nil
--> 2	1
--> 2	20	nil
--> 1	2	3
--> 1	10	nil
--> 1	nil	nil

--- loops-fresh-variables: each round has its own
local fs = {}
for i = 1, 3 do fs[i] = function() i = i + 1 return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]())
local k = 0
while k < 3 do k = k + 1 local j = k fs[k] = function() j = j * 2 return j end end
print(fs[1](), fs[1](), fs[2]())
k = 0
repeat k = k + 1 local j = k fs[k] = function() return j end until j >= 3
print(fs[1](), fs[2](), fs[3]())
--> 2	3	3	4
--> 2	4	4
--> 1	2	3

--- numeric-for: rounds are counted by the index
for i = 1, 0 do print("never") end
local out = ""
local function put(...) for k = 1, select("#", ...) do out = out .. select(k, ...) end end
local function flush() print(out) out = "" end
for i = 3, 1, -1 do put(i, " ") end
for i = 1, 2, 0.25 do put(i, " ") end
for i = 0.1, 0.5, 0.1 do put(i, " ") end
for i = 1, 3 do local j = i i = 10 put(j, i, " ") end
flush()
for i = 1, 1 / 0 do if i > 3 then break end put(i, " ") end
for i = -1, -3, -1 do put(i, " ") end
for i = 2^53, 2^53 + 2, 2 do put(i, " ") end
flush()
--> 3 2 1 1 1.25 1.5 1.75 2 0.1 0.2 0.3 0.4 0.5 110 210 310 
--> 1 2 3 -1 -2 -3 9.007199254741e+15 9.007199254741e+15 

--- repeat-scope: the condition sees the body's locals
local n = 0
repeat local done = n == 2 n = n + 1 until done
print(n)
--> 3

--- nested-break: leaves the innermost loop
for i = 1, 3 do
  for j = 1, 3 do if j == 2 then break end print(i, j) end
end
--> 1	1
--> 2	1
--> 3	1

--- closures-share: variables are shared by all that see them
local function counter()
  local n = 0
  return function() n = n + 1 return n end, function() return n end, function(v) n = v end
end
local inc, get, set = counter()
inc() inc()
print(get())
set(10)
print(inc(), get())
--> 2
--> 11	11

--- varargs: all, counted, cut
local function f(...)
  local a, b = ...
  local t = {...}
  return select("#", ...), a, b, #t, (...)
end
print(f())
print(f(1))
print(f(1, 2, 3))
print((f(nil, nil)))
local function g(...) return ..., "end" end
print(g(1, 2))
local function h(...) return "begin", ... end
print(h(1, nil))
--> 0	nil	nil	0	nil
--> 1	1	nil	1	1
--> 3	1	2	3	1
--> 2
--> 1	end
--> begin	1	nil

--- old-arg: vararg functions that do not use ... have arg
local function f(...) return arg.n, arg[1] end
print(f("a", "b"))
local function g(...) return type(arg), ... end
print(g(1))
--> 2	a
--> nil	1

--- and-or: short circuits give operands
print(nil and 1, false and 1, 0 and 1, nil or 1, false or nil, 1 or error("x"), nil and error("x"))
local function f() print("called") return nil end
print(f() and f(), f() or "x", not f() == true)
print(1 and 2 or 3, nil and 2 or 3, false == nil, not nil == not false)
--> nil	false	1	1	nil	1	nil
--> called
--> called
--> called
--> nil	x	true
--> 2	3	false	true

--- precedence: from or to the power
print(2 ^ 3 ^ 2, -2 ^ 2, not 1 == 2, 1 .. 2 .. 3, 2 + 3 * 4 ^ 2 / 2, 5 - 3 - 1, 2 ^ -1)
print(1 < 2 == true, "a" .. "b" == "ab", not nil and 1, 7 % 4 * 2, -3 % 5, #"abc" + 1, -"2" + 0)
--> 512	-4	false	123	26	1	0.5
--> true	true	1	6	2	4	-2

--- modulo: the sign of the divisor
print(5 % 3, -5 % 3, 5 % -3, -5 % -3, 5.5 % 2, -0.5 % 1, 1e300 % 7, 5 % (1 / 0), -5 % (1 / 0))
print(0 % 5, 3 % 3, 1 % 0 ~= 1 % 0)
--> 2	1	-1	-2	1.5	0.5	0	-nan	-nan
--> 0	0	true

--- return-forms: none, one, all
local function none() return end
local function adjusted() return (none()) end
print(none())
print(adjusted())
print((none()))
print(select("#", none()), select("#", (none())), select("#", none(), none()))
-->
--> nil
--> nil
--> 0	1	1

--- method-calls: strings, tables and literals as arguments
local obj = {name = "o"}
function obj:f(x) return self.name, type(x), x end
print(obj:f "text")
print(type(select(3, obj:f {1})))
print(obj.f(obj, 1))
print(("%d"):format(5), ("x"):rep(3):upper())
--> o	string	text
--> table
--> o	number	1
--> 5	XXX

--- numbers-as-keys: 1 and 1.0 are the same key, "1" is another
local t = {}
t[1], t[1.0], t["1"] = "a", "b", "c"
print(t[1], t["1"], #t)
t[2^53] = "big"
print(t[2^53], t[2^53 + 1])
t[-0] = "zero"
print(t[0])
--> a	c	1
--> big	big
--> zero

--- constructors: positions, names, and the last call
local function three() return 1, 2, 3 end
local t = {three(), three(), x = three(), three()}
print(#t, t[1], t[2], t[5], t.x)
local t = {[1] = "one", "first"}
print(t[1])
local t = {three(), nil}
print(t[1], t[2])
print(#{n = 1, 2, 3; 4, [10] = 5})
--> 5	1	1	3	1
--> first
--> 1	nil
--> 3

--- comments-and-long-strings: levels and line ends
local s = [==[
]]x]=]]==]
print(s) --[[ comment
over lines ]] print("after") --[==[ x ]] ]==] print("last")
--> ]]x]=]
--> after
--> last

--- escapes: in strings
print("\a\b\f\n\r\t\v\\\"\'\65\066\0671" == "\7\8\12\10\13\9\11\92\34\39ABC1", "a\
b")
--> true	a
--> b

--- constants-zeros: all zeros of a function have the sign of the first
print(1 / 0, 1 / -0)
local function negative() local a = -0 local b = 0 return 1 / a, 1 / b end
print(negative())
print(1 / (function() return -0 end)())
--> inf	inf
--> -inf	-inf
--> -inf

--- constructor-holes: lengths of lists whose last item is a call
local function one() return 1 end
print(#{1, nil, one()}, #{1, nil, nil, one()}, #{nil, one()}, #{nil, 1, nil, one()}, #{1, nil, one(), nil})
--> 3	4	2	4	1

--- conditions: every comparison of variables and constants, jumped on in both ways
local nan = 0 / 0
for _, pair in ipairs{{1, 2}, {2, 1}, {2, 2}, {nan, 2}, {2, nan}} do
  local a, b = pair[1], pair[2]
  local out = {}
  local function put(x) out[#out + 1] = x end
  if a < b then put "lt" end if a <= b then put "le" end if a > b then put "gt" end if a >= b then put "ge" end
  if a == b then put "eq" end if a ~= b then put "ne" end
  if not (a < b) then put "nlt" end if not (a <= b) then put "nle" end if not (a > b) then put "ngt" end if not (a >= b) then put "nge" end
  if a < 2 then put "ltk" end if a <= 2 then put "lek" end if a > 2 then put "gtk" end if a >= 2 then put "gek" end
  if 2 < a then put "klt" end if 2 <= a then put "kle" end if 2 > a then put "kgt" end if 2 >= a then put "kge" end
  if not (a < 2) then put "nltk" end if not (a >= 2) then put "ngek" end if not (2 <= a) then put "nkle" end
  if a == 2 then put "eqk" end if a ~= 2 then put "nek" end if 2 == a then put "keq" end
  put((a < b or a > b) and "or" or "nor")
  put((a <= b and b <= a) and "and" or "nand")
  put(tostring(a < b) .. tostring(a <= b) .. tostring(a > b) .. tostring(a >= b))
  local n = 0
  while a <= b do n = n + 1 a = a + 1 end
  repeat n = n + 1 b = b + 1 until b >= a or n > 5
  put(n)
  print(table.concat(out, " "))
end
--> lt le ne ngt nge ltk lek kgt kge ngek nkle nek or nand truetruefalsefalse 3
--> gt ge ne nlt nle lek gek kle kge nltk eqk keq or nand falsefalsetruetrue 1
--> le ge eq nlt ngt lek gek kle kge nltk eqk keq nor and falsetruefalsetrue 2
--> ne nlt nle ngt nge nltk ngek nkle nek nor nand falsefalsefalsefalse 6
--> ne nlt nle ngt nge lek gek kle kge nltk eqk keq nor nand falsefalsefalsefalse 6

--- conditions-on-strings: constants, variables and other kinds
for _, s in ipairs{"k", "j", 5, true, {}} do
  local k = "k"
  print(s == "k", s ~= "k", s == k, s ~= k, s == "k" and 1 or 2, not (s == "k"), s == nil, s == true, s ~= false)
  if s == "k" then print("if") elseif s ~= "j" then print("elseif") else print("else") end
end
--> true	false	true	false	1	false	false	false	true
--> if
--> false	true	false	true	2	true	false	false	true
--> else
--> false	true	false	true	2	true	false	false	true
--> elseif
--> false	true	false	true	2	true	false	true	true
--> elseif
--> false	true	false	true	2	true	false	false	true
--> elseif

--- late-variables: operands that are variables are read when the operator works, in parentheses too
local a = 1
local function f() a = a + 1 return a end
print(a + f(), (a) + f(), ((a)) * f(), -(a) + f(), (a) ^ f())
a = 1
print(a == f(), (a) == f(), (a) ~= f(), (a) < f(), (a) <= f())
a = 1
print(a .. f(), (a) .. f(), a, f(), a, (a))
for i = 3, 4 do print(i ~= (function() i = 1 return 1 end)(), (i) ~= (function() i = 2 return 2 end)()) end
local t = {1}
local u = t
local function g() t = {5} return 1 end
print(t[g()], (t)[g()])
t = u;
(t)[g()] = 9
print(t[1], u[1])
--> 4	6	16	1	46656
--> true	true	false	false	true
--> 12	23	3	4	4	4
--> false	false
--> false	false
--> 5	5
--> 9	1

--- tokens-side-by-side: tokens without spaces between them
local a,b,s,t=1,2,"x",{1,2}
print(a==b,a~=b,a<=b,a>=b,a<b,a>b,a==1,s=="x",a~=1,b<=2,b>=2)
print(a..b,#s..#t,-a-b,a- -b,a+b*2^3%5/1,not(a==b)and-a or b,(a)==(1))
for i=a,b do print(i)end while a==1 do a=a+1 end repeat b=b-1 until b==0 if a==(2)then print"then"elseif a==(3)then else end
local function f(...)return...,1 end print(f(3),#f{4},f"5",f[[6]],t[1]==1,t[#t]~=t[1]==true)
print(0xA,1e1,.5,5.,3==3.,"a".."b"=="ab",1 ..2,a--[[c]]==--[==[d]==]2)--e
goto=1 print(goto)
--> false	true	true	false	true	false	true	true	false	true	true
--> 12	12	-3	3	2	-1	true
--> 1
--> 2
--> then
--> 3	1	5	6	true	true
--> 10	10	0.5	5	true	true	12	true
--> 1

--- lengths: of lists that were filled backwards, in two halves, or had a hole for a while
local t = {}
for i = 9, 1, -1 do t[i] = i end
print(#t)
t = {}
t[3], t[4], t[1], t[2] = 3, 4, 1, 2
print(#t)
t = {1, 2, 3, 4}
t[2] = nil
t[5] = 5
t[6] = 6
t[2] = 2
print(#t)
t = {[1] = 1, [2] = 2, [3] = 3}
print(#t)
t = {n = 0, [4] = 4, [3] = 3, 1, 2}
print(#t)
for i = 5, 40 do t[i] = i end
for i = 40, 11, -1 do t[i] = nil end
print(#t, t.n, next({}, nil))
--> 9
--> 4
--> 6
--> 3
--> 4
--> 10	0	nil

--- lengths-with-holes: arguments that are collected one by one, with nil among them
local function count(...)
  local t = {}
  for i = 1, select("#", ...) do t[i] = (select(i, ...)) end
  return #t, select("#", unpack(t))
end
print(count(1, nil, 3, 4))
print(count(1, nil, 3, 4, 5))
print(count(nil, 2, 3, 4))
print(count(1, 2, nil, 4, 5))
print(count(1, nil, nil, 4, 5, 6, 7))
print(count(1, 2, 3, nil, 5))
print(count(1, nil, 3))
print(count(nil, 2))
print(count(1, 2, nil, nil, 5, 6))
--> 4	4
--> 5	5
--> 4	4
--> 5	5
--> 1	1
--> 3	3
--> 1	1
--> 0	0
--> 2	2
