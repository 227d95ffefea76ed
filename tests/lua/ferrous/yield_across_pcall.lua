-- lua5.1 differs: it cannot yield across pcall and xpcall, because they are calls on its C stack.
local yield, wrap, create, resume, status = coroutine.yield, coroutine.wrap, coroutine.create, coroutine.resume, coroutine.status

-- Values pass both ways through one pcall, and through many.
local co = wrap(function() return pcall(function(a) local b = yield(a + 1) return a, b, "end" end, 1) end)
print(co()) print(co("sent")) --> 2
--> true	1	sent	end
local function layers(n, f) if n == 0 then return f() end return select(2, pcall(layers, n - 1, f)) end
co = wrap(function() return layers(50, function() local sum = 0 for i = 1, 5 do sum = sum + yield(i) end return sum end) end)
local v = co()
for i = 1, 5 do v = co(i * 10) end
print(v) --> 150

-- An error after the yield is caught by the pcall that was entered before it.
co = wrap(function()
  local ok, e = pcall(function() yield("before") error("after the yield", 0) end)
  yield(ok, e)
  local ok2, e2 = pcall(function() yield("again") local x = nil; return x.field end)
  yield(ok2, (e2:gsub("^.-:%d+: ", "")))
  return "still running"
end)
for i = 1, 5 do print(co()) end --> before
--> false	after the yield
--> again
--> false	attempt to index local 'x' (a nil value)
--> still running

-- Errors through several layers, some of which yield while they handle them.
co = wrap(function()
  local ok, e = pcall(function()
    local ok, e = pcall(function()
      local ok, e = pcall(function() yield("deep") error("first", 0) end)
      yield("caught " .. e)
      error(e .. ", second", 0)
    end)
    yield("caught " .. e)
    error(e .. ", third", 0)
  end)
  return e
end)
for i = 1, 4 do print(co()) end --> deep
--> caught first
--> caught first, second
--> first, second, third

-- xpcall: the body yields, and the handler sees an error that comes later.
co = wrap(function() return xpcall(function() local x = yield("in xpcall") error(x, 0) end, function(m) return "handled " .. m end) end)
print(co()) print(co("error value")) --> in xpcall
--> false	handled error value
co = wrap(function() return xpcall(function() return yield(1), yield(2), 3 end, function() return "never" end) end)
print(co()) print(co("a")) print(co("b")) --> 1
--> 2
--> true	a	b	3
local object = {}
co = wrap(function() return select(2, xpcall(function() yield() error(object) end, function(e) return { e } end))[1] == object end)
co() print(co()) --> true

-- A coroutine that is left suspended inside of a pcall, and one that is resumed after its creator ended.
local kept = create(function() pcall(function() yield("suspended") end) return "finished" end)
print(resume(kept)) print(status(kept)) --> true	suspended
--> suspended
collectgarbage()
print(resume(kept)) print(status(kept)) --> true	finished
--> dead

-- The state of variables, loops and var-args around pcall and yield.
co = wrap(function(...)
  local n, log = select('#', ...), {}
  for i = 1, 3 do
    local captured = i
    local ok, got = pcall(function(...) captured = captured + yield(captured, ...) return captured end, ...)
    log[#log + 1] = tostring(ok) .. got .. captured
  end
  return n, table.concat(log, " "), ...
end)
print(co("x", nil)) print(co(10)) print(co(20)) print(co(30)) --> 1	x	nil
--> 2	x	nil
--> 3	x	nil
--> 2	true1111 true2222 true3333	x	nil

-- yield as the function of pcall, and pcall in tail position.
co = wrap(function(...) return pcall(yield, ...) end)
print(co(1, 2)) print(co(3, 4)) --> 1	2
--> true	3	4
co = wrap(function() return pcall(pcall, pcall, yield, "nested") end)
print(co()) print(co("back")) --> nested
--> true	true	true	back
co = create(function() return pcall(error, (yield("value of the error"))) end)
print(resume(co)) print(resume(co, "chosen")) print(resume(co)) --> true	value of the error
--> true	false	chosen
--> false	cannot resume dead coroutine

-- pcall and coroutines in turns: errors stop at the nearest of them.
co = wrap(function()
  local inner = create(function() pcall(yield, "inner") yield("inner 2") error("inner error", 0) end)
  local out = {}
  for i = 1, 4 do
    local ok, e = pcall(function() local ok, v = resume(inner) yield(v) return ok end)
    out[#out + 1] = tostring(e)
  end
  return table.concat(out, " ")
end)
for i = 1, 5 do print(co()) end --> inner
--> inner 2
--> inner error
--> cannot resume dead coroutine
--> true true false false

-- A generator in a pcall in a for loop, left by break and by return.
local function gen(n) return wrap(function() local ok, e = pcall(function() for i = 1, n do yield(i) if i == 4 then error("too far", 0) end end end) yield(ok and "end" or e) end) end
local seen = {}
for v in gen(3) do seen[#seen + 1] = v end
for v in gen(9) do seen[#seen + 1] = v end
for v in gen(9) do if v == 2 then break end seen[#seen + 1] = v end
print(table.concat(seen, " ")) --> 1 2 3 end 1 2 3 4 too far 1

-- Many yields in one pcall, many pcalls in one coroutine.
co = wrap(function() local ok, n = pcall(function() local n = 0 for i = 1, 10000 do n = n + yield() end return n end) return "total " .. n end)
co()
for i = 1, 9999 do co(1) end
print(co(1)) --> total 10000
co = wrap(function() local good, bad = 0, 0 for i = 1, 3000 do if pcall(function() if yield() then error() end end) then good = good + 1 else bad = bad + 1 end end return good, bad end)
co()
for i = 1, 2999 do co(i % 3 == 0) end
print(co(true)) --> 2000	1000
