-- Coroutines: states, values, errors and control in every combination.
local create, resume, yield, status, wrap, running = coroutine.create, coroutine.resume, coroutine.yield, coroutine.status, coroutine.wrap, coroutine.running

-- Values both ways, with nils at every end.
local co = create(function(...)
  local n = select('#', ...)
  local list = { n, ... }
  while true do
    list = { yield(unpack(list, 1, n + 1)) }
    n = 3
    list = { n, list[1], list[2], list[3] }
  end
end)
print(resume(co)) print(resume(co, 1)) print(resume(co, 1, 2, 3)) print(resume(co, nil, nil, 3)) --> true	0
--> true	3	1	nil	nil
--> true	3	1	2	3
--> true	3	nil	nil	3
co = create(function(...) while true do yield(select('#', ...), yield(...)) end end)
print(resume(co, nil, nil)) print(resume(co, "x", nil)) print(resume(co)) --> true	nil	nil
--> true	2	x	nil
--> true	nil	nil

-- The states, seen from outside, inside and a third coroutine.
local a, b
local seen = {}
local function note(where) seen[#seen + 1] = where .. ":" .. status(a) .. "/" .. (b and status(b) or "none") end
a = create(function()
  note "a"
  b = create(function() note "b" yield() note "b again" error("end") end)
  note "a"
  resume(b) note "a"
  yield()
  note "a again"
  resume(b) note "a"
end)
note "main" resume(a) note "main" resume(a) note "main"
print(table.concat(seen, " ")) --> main:suspended/none a:running/none a:running/suspended b:normal/running a:running/suspended main:suspended/suspended a again:running/suspended b again:normal/running a:running/dead main:dead/dead
print(resume(a)) print(resume(b)) --> false	cannot resume dead coroutine
--> false	cannot resume dead coroutine

-- running, and resuming oneself, a normal one and a dead one.
print(running()) --> nil
co = create(function() local me = running() yield(me == co, status(me)) return resume(me) end)
print(resume(co)) print(resume(co)) print(resume(co)) print(status(co)) --> true	true	running
--> true	false	cannot resume running coroutine
--> false	cannot resume dead coroutine
--> dead
local outer
outer = wrap(function()
  local inner = wrap(function() return pcall(outer) end)
  return inner()
end)
print((outer())) --> false

-- Errors: texts, objects, from deep, after yields, from natives.
local object = setmetatable({}, { __tostring = function() return "object" end })
local function failing(how)
  return create(function()
    yield("before")
    if how == "text" then error("text", 0)
    elseif how == "object" then error(object)
    elseif how == "nil" then error()
    elseif how == "deep" then local function d(n) if n == 0 then error("deep", 0) end d(n - 1) end d(50)
    elseif how == "native" then error((select(2, pcall(string.rep))), 0)
    elseif how == "sort" then table.sort({ 3, 2, 1 }, function() error("in sort", 0) end)
    else return how end
  end)
end
for _, how in ipairs { "text", "object", "nil", "deep", "native", "sort", "none" } do
  local c = failing(how)
  local ok1, v1 = resume(c)
  local ok2, v2 = resume(c)
  local ok3, v3 = resume(c)
  print(how, ok1, v1, ok2, v2 == object and "object" or v2, ok3, v3, status(c)) --> text	true	before	false	text	false	cannot resume dead coroutine	dead
  --> object	true	before	false	object	false	cannot resume dead coroutine	dead
  --> nil	true	before	false	nil	false	cannot resume dead coroutine	dead
  --> deep	true	before	false	deep	false	cannot resume dead coroutine	dead
  --> native	true	before	false	bad argument #1 to '?' (string expected, got no value)	false	cannot resume dead coroutine	dead
  --> sort	true	before	false	in sort	false	cannot resume dead coroutine	dead
  --> none	true	before	true	none	false	cannot resume dead coroutine	dead
end

-- pcall around resume, resume around pcall, wrap passing errors on.
print(pcall(resume, failing "text")) --> true	true	before
print(resume(create(function() return pcall(error, "inside", 0) end))) --> true	false	inside
local w = wrap(function() yield(1) error(object) end)
print(w(), select(2, pcall(w)) == object, (pcall(w))) --> 1	true	false
print(select(2, pcall(wrap(function() return wrap(function() error({ "two levels" }) end)() end)))[1]) --> two levels
print(select(2, pcall(wrap(function() local ok, e = pcall(wrap(function() error("caught", 0) end)) error(e .. " and thrown", 0) end)))) --> caught and thrown

-- yield in nested functions, loops, conditions, arguments, constructors, tail position, concatenations.
co = wrap(function()
  local function y(...) return yield(...) end
  local t = { y(1), (y(2)), k = y(3), y(4), y(5) }
  yield(#t, t[1], t[2], t.k, t[3], t[4], t[5])
  if y("if") then yield("then") else yield("else") end
  local s = y("left") .. y("right") .. "!"
  yield(s)
  local sum = y("one") + y("two") * y("three")
  yield(sum)
  while y("while") do end
  repeat until y("until")
  for i = y("from"), y("to"), y("step") do yield(i) end
  return y("last")
end)
local answers = {
  [1] = { "a" }, [2] = { "b" }, [3] = { "c" }, [4] = { "d" }, [5] = { "e" }, ["if"] = { true }, left = { "L" }, right = { "R" },
  one = { 2 }, two = { 3 }, three = { 4 }, ["while"] = { 1, 1, false }, ["until"] = { false, true }, from = { 7 }, to = { 9 }, step = { 2 },
  last = { "returned" },
}
local got, value = {}, nil
repeat
  local list = { co(value) }
  for i, v in ipairs(list) do list[i] = tostring(v) end
  got[#got + 1] = table.concat(list, ",")
  local answer = answers[tonumber(list[1]) or list[1]]
  value = answer and table.remove(answer, 1)
until list[1] == "returned"
print(table.concat(got, " ")) --> 1 2 3 4 5 4,a,b,c,d,e if then left right LR! one two three 14 while while while until until from to step 7 9 last returned

-- A coroutine that is resumed by another one than its creator; passing coroutines around.
local worker = create(function(x) while true do x = yield(x * 2) end end)
local function through(n) return wrap(function() local _, v = resume(worker, n) return v end) end
print(through(1)(), through(2)(), through(21)()) --> 2	4	42
local ring = {}
for i = 1, 5 do
  ring[i] = create(function(token)
    while true do
      if token > 20 then return "done at " .. i end
      token = yield(token + i)
    end
  end)
end
local token, at = 0, 0
repeat
  at = at % 5 + 1
  local _, v = resume(ring[at], token)
  token = v
until type(token) == "string"
print(token) --> done at 4

-- Deep stacks inside of coroutines, and growth of the stack while suspended below.
local function deep(n) if n == 0 then yield("bottom") return 0 end return 1 + deep(n - 1) end
co = create(deep)
print(resume(co, 1000)) print(resume(co)) --> true	bottom
--> true	1000
co = wrap(function() for i = 1, 5 do deep(i * 100) end return "end" end)
for i = 1, 6 do print(co()) end --> bottom
--> bottom
--> bottom
--> bottom
--> bottom
--> end
local nested = create(function() local inner = create(deep) resume(inner, 500) yield(status(inner)) return resume(inner) end)
print(resume(nested)) print(resume(nested)) --> true	suspended
--> true	true	500

-- Coroutines inside coroutines, each a level deeper.
local function level(n) if n == 0 then yield("deepest") return 1 end local c = wrap(level) local v = c(n - 1) while type(v) == "string" do yield(v .. n) v = c() end return v + 1 end
co = wrap(level)
local v = co(20)
while type(v) == "string" do print(#v) v = co() end --> 38
print(v) --> 21

-- wrap as an iterator, as a method, as a metamethod.
local obj = setmetatable({}, { __index = wrap(function(t, k) while true do t, k = yield(k .. "?") end end), __call = wrap(function(self, x) while true do self, x = yield(x + 1) end end) })
print(obj.a, obj.b, obj(1), obj(10)) --> a?	b?	2	11
for x, y in wrap(function() for i = 1, 3 do yield(i, i * i) end end) do io_seen = (io_seen or 0) + x * y end
print(io_seen) --> 36
io_seen = nil

-- Var-args and many values through yield and resume.
local big = {}
for i = 1, 200 do big[i] = i end
co = create(function(...) return select('#', yield(...)), ... end)
print(select('#', resume(co, unpack(big)))) --> 201
print(select('#', resume(co, unpack(big, 1, 150)))) --> 202
print((select(2, resume(create(function(...) return select('#', ...) end), unpack(big))))) --> 200

-- Wrong uses.
print(resume(create(function() end), 1, 2)) print((pcall(create, type))) print((pcall(yield, 1))) --> true
--> false
--> false
print((pcall(resume, nil))) print((pcall(status))) print((pcall(wrap, {}))) --> false
--> false
--> false
