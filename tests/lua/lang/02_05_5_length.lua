-- The length of a string is its number of bytes.
print(#"", #"a", #"abc", #"a\0b", #"\n", #"\195\164", #string.rep("x", 100000)) --> 0	1	3	3	1	2	100000
local s = "hello"
print(#s, # s, #s + 1, #s .. "", -#s, #s == 5, #(s .. s), #"ab" * 2) --> 5	5	6	5	-5	true	10	4

-- The length of a table is an n such that t[n] is not nil and t[n+1] is nil.
print(#{}, #{ 1 }, #{ 1, 2, 3 }, #{ "a", "b", n = 5 }, #{ n = 1 }, #{ [0] = 0 }, #{ [2] = 2 }) --> 0	1	3	2	0	0	0
local t = {}
for i = 1, 100 do
  t[i] = i
  if #t ~= i then print("wrong length", i, #t) end
end
print(#t) --> 100
for i = 100, 51, -1 do
  t[i] = nil
  if #t ~= i - 1 then print("wrong length", i, #t) end
end
print(#t) --> 50
t[#t + 1] = "next"
print(#t, t[51]) --> 51	next
t[#t] = nil
print(#t) --> 50

-- Other keys and far ones do not matter to a sequence.
t = { 1, 2, 3 }
t.x, t[0], t[-1], t[1.5], t["4"], t[100] = 1, 2, 3, 4, 5, 6
print(#t) --> 3
t[4] = 4
print(#t) --> 4

-- A sequence filled backwards, or with keys from a computation.
t = {}
for i = 50, 1, -1 do t[i] = i end
print(#t) --> 50
t = {}
for i = 0.5, 9.5, 0.5 do t[i * 2] = true end
print(#t) --> 19
t = { [1] = "a", [2] = "b", [3] = "c" }
print(#t) --> 3
t = {}
t[1], t[2], t[4] = 1, 2, 4
t[4] = nil
print(#t) --> 2

-- With a hole, any border is right.
local holes = { 1, 2, nil, 4 }
local n = #holes
print((n == 0 or holes[n] ~= nil) and holes[n + 1] == nil) --> true
for case = 1, 50 do
  local h = {}
  for i = 1, case do if (i * 7 + case) % 3 ~= 0 then h[i] = i end end
  local m = #h
  if not ((m == 0 or h[m] ~= nil) and h[m + 1] == nil) then print("no border", case, m) end
end

-- nil at the end shortens a constructor's sequence to a border.
local nils = { nil, nil, 3 }
n = #nils
print((n == 0 or nils[n] ~= nil) and nils[n + 1] == nil) --> true
print(#{ nil }, #{ (nil) }) --> 0	0

-- Operands of other types.
print((pcall(function() return #5 end)), (pcall(function() return #nil end)), (pcall(function() return #true end))) --> false	false	false
print((pcall(function() return #print end)), (pcall(function() return #newproxy() end))) --> false	false

-- It binds like the other unary operators.
t = { 1, 2, 3 }
print(#t - 1, -#t, not #t, #t .. "", #t == 3, #{ #t, #t }) --> 2	-3	false	3	true	2
local m = { { 1 }, { 1, 2 } }
print(#m, #m[1], #m[2], #m[#m]) --> 2	1	2	2
