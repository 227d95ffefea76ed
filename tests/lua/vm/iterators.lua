-- Iterators of every kind: stateless, closures, callable tables, natives, coroutines.
local function range(s, i) i = i + 1 if i <= s then return i, i * i end end
for i, sq in range, 3, 0 do print(i, sq) end --> 1	1
--> 2	4
--> 3	9
local function letters(s) local i = 0 return function() i = i + 1 local c = s:sub(i, i) if c ~= "" then return c, i end end end
for c, i in letters "xyz" do print(c, i) end --> x	1
--> y	2
--> z	3
local calls = {}
local callable = setmetatable({}, { __call = function(self, state, control) calls[#calls + 1] = tostring(state) .. tostring(control) if control < 3 then return control + 1 end end })
for v in callable, "s", 0 do end
print(table.concat(calls, " ")) --> s0 s1 s2 s3
for v in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) do print(v) end --> 1
--> 2
--> 3
for a, b, c in coroutine.wrap(function() coroutine.yield(1) coroutine.yield(1, 2) coroutine.yield(1, 2, 3) end) do print(a, b, c) end --> 1	nil	nil
--> 1	2	nil
--> 1	2	3
for w, x in string.gmatch("a=1, b=2", "(%w)=(%w)") do print(w, x) end --> a	1
--> b	2
local u = newproxy(true)
getmetatable(u).__call = function(_, s, c) if c == nil then return s end end
for v in u, "once" do print(v) end --> once
for k, v in next, { "only" } do print(k, v) end --> 1	only
for k, v in next, { 1, 2, 3 }, 1 do print(k, v) end --> 2	2
--> 3	3
for r in rawget, { a = "b", b = "c", c = "d" }, "a" do print(r) end --> b
--> c
--> d

-- Fields may be cleared and changed while a table is walked.
local t = {}
for i = 1, 100 do t[i] = i t["k" .. i] = i end
local seen, sum = 0, 0
for k, v in pairs(t) do
  seen = seen + 1
  sum = sum + v
  t[k] = nil
end
print(seen, sum, next(t)) --> 200	10100	nil
for i = 1, 100 do t[i] = i t["k" .. i] = i end
for k, v in pairs(t) do t[k] = v + 1 end
sum = 0
for k, v in pairs(t) do sum = sum + v end
print(sum) --> 10300
seen = 0
for k in pairs(t) do
  seen = seen + 1
  for i = 1, 100 do if k ~= i then t[i] = nil end end
  for i = 1, 100 do t["k" .. i] = nil end
end
print(seen) --> 1
t = { 1, 2, 3, 4, 5 }
for i, v in ipairs(t) do t[i + 1] = nil end
print(#t, t[1]) --> 5	1
t = { 1, 2, 3 }
for i, v in ipairs(t) do if i < 10 then t[#t + 1] = v end end
print(#t) --> 12
for i, v in ipairs(t) do if i == 3 then t[4] = nil end seen = i end
print(seen) --> 3

-- A collection during a walk that clears keys.
t = {}
for i = 1, 200 do t["key" .. i] = { i } end
seen = 0
for k, v in pairs(t) do
  t[k] = nil
  k, v = nil, nil
  seen = seen + 1
  if seen % 50 == 0 then collectgarbage() end
end
print(seen, next(t)) --> 200	nil

-- Keys of all types come exactly once.
local keys = { 1, 2, 3, 1.5, -1, 0, 2^40, "a", "b", true, false, {}, print, newproxy(), coroutine.create(print == nil or function() end) }
t = {}
for i, k in ipairs(keys) do t[k] = i end
local got = {}
for k, v in pairs(t) do got[#got + 1] = v if keys[v] ~= k then print("wrong key") end end
table.sort(got)
print(#got, #keys, got[1], got[#got]) --> 15	15	1	15
-- The array part comes in order.
got = {}
for k in pairs { 10, 20, 30, 40, 50 } do got[#got + 1] = k end
print(table.concat(got, " ")) --> 1 2 3 4 5
-- nil values in between are skipped.
got = {}
for k, v in pairs { 1, nil, 3, nil, 5 } do got[#got + 1] = k .. "=" .. v end
print(table.concat(got, " ")) --> 1=1 3=3 5=5
print(next({})) print(next({ nil, nil, 3 })) print(next({ 5 }, 1)) print(next({ x = 1 }, "x")) --> nil
--> 3	3
--> nil
--> nil
print((pcall(next, {}, 1)), (pcall(next, { 1 }, 2)), (pcall(next, {}, {})), (pcall(next, { 1, 2 }, 1.5))) --> false	false	false	false
print(select('#', pairs {}), select(3, pairs {}), select(3, ipairs {})) --> 3	nil	0

-- An iterator that calls the loop's function again, errors in the middle, many returns.
local function walk(tree, f) for _, v in ipairs(tree) do if type(v) == "table" then walk(v, f) else f(v) end end end
got = {}
walk({ 1, { 2, { 3, {} } }, { { 4 } }, 5 }, function(v) got[#got + 1] = v end)
print(table.concat(got, " ")) --> 1 2 3 4 5
print(pcall(function() for v in function(_, i) i = (i or 0) + 1 if i == 3 then error("third", 0) end return i end do got[1] = v end end)) --> false	third
print(got[1]) --> 2
local function many() return 1, 2, 3, 4, 5, 6, 7, 8 end
local once = 0
for a, b, c, d, e, f, g, h, i in function() once = once + 1 if once == 1 then return many() end end do print(a, b, h, i) end --> 1	2	8	nil
for a in function(s, c) if not c then return many() end end do print(a) end --> 1

-- Iterators in a chain.
local function ints(n) local i = 0 return function() i = i + 1 if i <= n then return i end end end
local function filter(p, it) return function() local v repeat v = it() until v == nil or p(v) return v end end
local function map(f, it) return function() local v = it() if v ~= nil then return f(v) end end end
got = {}
for v in map(function(x) return x * x end, filter(function(x) return x % 2 == 1 end, ints(9))) do got[#got + 1] = v end
print(table.concat(got, " ")) --> 1 9 25 49 81
