-- create gives a thread and runs nothing; resume starts it.
local log = {}
local co = coroutine.create(function(...) log[#log + 1] = "started" return ... end)
print(type(co), #log, coroutine.status(co)) --> thread	0	suspended
print(coroutine.resume(co, 1, nil, 3)) --> true	1	nil	3
print(#log, coroutine.status(co)) --> 1	dead

-- Values pass both ways: arguments of resume come out of yield, those of yield out of resume.
co = coroutine.create(function(a, b)
  print("start", a, b)
  local c = coroutine.yield(a + b)
  print("second", c)
  local d, e = coroutine.yield(a + c, b + c)
  print("third", d, e)
  return d * e, "end"
end)
print(coroutine.resume(co, 1, 10)) print(coroutine.resume(co, 5)) print(coroutine.resume(co, 6, 7)) --> start	1	10
--> true	11
--> second	5
--> true	6	15
--> third	6	7
--> true	42	end
print(coroutine.status(co)) --> dead
print(coroutine.resume(co)) --> false	cannot resume dead coroutine

-- The four states.
local outer
outer = coroutine.create(function()
  print(coroutine.status(outer))
  local inner = coroutine.create(function()
    print(coroutine.status(outer), coroutine.running() ~= outer)
    coroutine.yield()
  end)
  print(coroutine.status(inner))
  coroutine.resume(inner)
  print(coroutine.status(inner))
  coroutine.resume(inner)
  print(coroutine.status(inner))
end)
print(coroutine.status(outer)) --> suspended
coroutine.resume(outer) --> running
--> suspended
--> normal	true
--> suspended
--> dead
print(coroutine.status(outer)) --> dead

-- An error ends the coroutine, and resume reports it.
co = coroutine.create(function() error("failed", 0) end)
print(coroutine.resume(co)) print(coroutine.status(co)) print(coroutine.resume(co)) --> false	failed
--> dead
--> false	cannot resume dead coroutine
local t = {}
co = coroutine.create(function() coroutine.yield() error(t) end)
coroutine.resume(co)
print(select(2, coroutine.resume(co)) == t) --> true
co = coroutine.create(function() local x = nil + 1 end)
print((coroutine.resume(co))) --> false

-- running gives the running coroutine, or nil in the main program.
print(coroutine.running()) --> nil
co = coroutine.create(function() return coroutine.running() end)
local _, r = coroutine.resume(co)
print(r == co) --> true
print(coroutine.wrap(function() return coroutine.running() ~= co, type(coroutine.running()) end)()) --> true	thread

-- wrap gives a function that resumes, and passes errors on.
local gen = coroutine.wrap(function(a) while true do a = coroutine.yield(a * 2) end end)
print(gen(1), gen(2), gen(21)) --> 2	4	42
local w = coroutine.wrap(function() return 1, 2, 3 end)
print(w()) --> 1	2	3
print(pcall(w)) --> false	cannot resume dead coroutine
w = coroutine.wrap(function() error(t) end)
print(select(2, pcall(w)) == t) --> true
w = coroutine.wrap(function() error("text", 0) end)
print(pcall(w)) --> false	text
print((pcall(w))) --> false

-- A coroutine cannot resume itself, a running or a normal one.
co = coroutine.create(function() return coroutine.resume(co) end)
print(coroutine.resume(co)) --> true	false	cannot resume running coroutine
co = coroutine.wrap(function() return pcall(co) end)
print((select(1, co()))) --> false
local a
a = coroutine.create(function()
  local b = coroutine.create(function() return coroutine.resume(a) end)
  return select(2, coroutine.resume(b))
end)
print(coroutine.resume(a)) --> true	false	cannot resume normal coroutine

-- Wrong arguments.
print((pcall(coroutine.create)), (pcall(coroutine.create, 1)), (pcall(coroutine.create, {}))) --> false	false	false
print((pcall(coroutine.resume)), (pcall(coroutine.resume, print)), (pcall(coroutine.status, 1)), (pcall(coroutine.wrap, nil))) --> false	false	false	false

-- yield outside of a coroutine.
print((pcall(coroutine.yield))) --> false

-- yield from nested calls, loops and blocks.
co = coroutine.wrap(function()
  local function walk(t)
    if type(t) ~= "table" then coroutine.yield(t) return end
    for i = 1, #t do walk(t[i]) end
  end
  walk { 1, { 2, { 3, 4 }, 5 }, { { 6 } } }
end)
local seen = {}
for v in co do seen[#seen + 1] = v end
print(table.concat(seen, " ")) --> 1 2 3 4 5 6

-- yield gives all and any values, also none.
co = coroutine.create(function(...)
  local n = select('#', ...)
  while n > 0 do n = select('#', coroutine.yield(n, nil)) end
end)
print(coroutine.resume(co, nil, nil, nil)) --> true	3	nil
print(coroutine.resume(co, 1, nil)) --> true	2	nil
print(coroutine.resume(co)) --> true
print(coroutine.resume(co)) --> false	cannot resume dead coroutine

-- Locals, upvalues and var-args are kept over a yield.
co = coroutine.wrap(function(...)
  local x, list = 1, { ... }
  local function inc() x = x + 1 return x end
  coroutine.yield(inc)
  coroutine.yield(x, select('#', ...), ...)
  x = 100
  coroutine.yield(inc())
  return x, list[2]
end)
local inc = co("a", "b", nil)
inc() inc()
print(co()) print(co()) print(inc()) print(co()) --> 3	3	a	b	nil
--> 101
--> 102
--> 102	b

-- A tail call in a coroutine, and a native as the last call.
co = coroutine.wrap(function(n) local function f(n) if n == 0 then return coroutine.yield("bottom") end return f(n - 1) end return f(n) end)
print(co(1000)) print(co("result of yield")) --> bottom
--> result of yield

-- Two coroutines that talk.
local function producer() return coroutine.create(function() for i = 1, 3 do coroutine.yield("item " .. i) end end) end
local function filter(p)
  return coroutine.create(function()
    while true do
      local _, v = coroutine.resume(p)
      if not v then return nil end
      coroutine.yield("[" .. v .. "]")
    end
  end)
end
local f = filter(producer())
while true do
  local _, v = coroutine.resume(f)
  if not v then break end
  print(v) --> [item 1]
  --> [item 2]
  --> [item 3]
end

-- Permutations: recursion with yields.
local function permgen(a, n)
  if n == 0 then coroutine.yield(table.concat(a)) return end
  for i = 1, n do
    a[n], a[i] = a[i], a[n]
    permgen(a, n - 1)
    a[n], a[i] = a[i], a[n]
  end
end
local all = {}
for p in coroutine.wrap(function() permgen({ "a", "b", "c" }, 3) end) do all[#all + 1] = p end
table.sort(all)
print(table.concat(all, " ")) --> abc acb bac bca cab cba

-- A coroutine that is never finished is no problem.
for i = 1, 1000 do coroutine.resume(coroutine.create(function() local t = { i } coroutine.yield(t) print("never") end)) end
print("done") --> done
