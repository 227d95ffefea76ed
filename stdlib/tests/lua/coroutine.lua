-- The coroutine library.
local function e(f, ...) return select(2, pcall(f, ...)) end
local co = coroutine.create(function(a, b)
  local c = coroutine.yield(a + b)
  local d, x = coroutine.yield(c * 2)
  return d, x, "done"
end)
print(coroutine.status(co), coroutine.resume(co, 1, 2)) --> suspended	true	3
print(coroutine.status(co), coroutine.resume(co, 10)) --> suspended	true	20
print(coroutine.resume(co, "d", nil)) --> true	d	nil	done
print(coroutine.status(co), coroutine.resume(co)) --> dead	false	cannot resume dead coroutine
print(coroutine.resume(coroutine.create(function() error("x") end))) --> false	coroutine.lua:12: x
print(coroutine.resume(coroutine.create(function() error() end))) --> false	nil
print(select("#", coroutine.resume(coroutine.create(function() end))), select("#", coroutine.resume(coroutine.create(function() return nil, nil end)))) --> 1	3
print(coroutine.running(), type(coroutine.wrap(function() return coroutine.running() end)())) --> nil	thread
co = coroutine.create(function()
  local inner = coroutine.create(function() return coroutine.status(co), coroutine.resume(co) end)
  local status, ok, message = coroutine.status(co), coroutine.resume(co)
  return status, ok, message, coroutine.resume(inner)
end)
print(coroutine.resume(co)) --> true	running	false	cannot resume running coroutine	true	normal	false	cannot resume normal coroutine
print(e(coroutine.create), e(coroutine.create, 1), e(coroutine.create, type), e(coroutine.wrap), e(coroutine.wrap, type)) --> bad argument #1 to '?' (Lua function expected)	bad argument #1 to '?' (Lua function expected)	bad argument #1 to '?' (Lua function expected)	bad argument #1 to '?' (Lua function expected)	bad argument #1 to '?' (Lua function expected)
print(e(coroutine.resume), e(coroutine.resume, 1), e(coroutine.status), e(coroutine.status, {})) --> bad argument #1 to '?' (coroutine expected)	bad argument #1 to '?' (coroutine expected)	bad argument #1 to '?' (coroutine expected)	bad argument #1 to '?' (coroutine expected)
print(e(coroutine.yield), e(function() coroutine.yield(1) end)) --> attempt to yield across metamethod/C-call boundary	attempt to yield across metamethod/C-call boundary

-- wrap
local gen = coroutine.wrap(function(n) for i = 1, n do coroutine.yield(i) end return "end" end)
print(gen(3), gen(), gen(), gen(), e(gen)) --> 1	2	3	end	cannot resume dead coroutine
print(e(coroutine.wrap(function() error("x") end)), e(coroutine.wrap(function() error("x", 0) end))) --> coroutine.lua:29: x	x
print(e(function() coroutine.wrap(function() error("x") end)() end)) --> coroutine.lua:30: coroutine.lua:30: x
print(e(function() coroutine.wrap(function() error("x", 0) end)() end)) --> coroutine.lua:31: x
local object = {}
print(e(function() coroutine.wrap(function() error(object) end)() end) == object, e(function() coroutine.wrap(function() error(12, 0) end)() end)) --> true	coroutine.lua:33: 12
local dead = coroutine.wrap(function() end)
dead()
print(e(dead), e(function() dead() end)) --> cannot resume dead coroutine	coroutine.lua:36: cannot resume dead coroutine
local self
self = coroutine.wrap(function() return e(self) end)
print(self()) --> cannot resume running coroutine

-- values in and out
print(coroutine.wrap(function(...) return select("#", ...), ... end)(nil, nil)) --> 2	nil	nil
co = coroutine.wrap(function(...) local args = { ... } while true do args = { coroutine.yield(#args, unpack(args)) } end end)
print(co(1, 2, 3)) print(co()) print(co("x")) --> 3	1	2	3
--> 0
--> 1	x

-- many
local list, sum = {}, 0
for i = 1, 500 do list[i] = coroutine.wrap(function() for j = 1, 3 do coroutine.yield(i * j) end end) end
for j = 1, 3 do for i = 1, 500 do sum = sum + list[i]() end end
print(sum) --> 751500

-- generators inside generators
local function walk(n) if n > 0 then walk(n - 1) coroutine.yield(n) walk(n - 1) end end
local out = {}
for n in coroutine.wrap(function() walk(3) end) do out[#out + 1] = n end
print(table.concat(out)) --> 1213121
