-- Errors in finalizers come out of what collects; yields are errors.

local function proxy(finalizer)
  local u = newproxy(true)
  getmetatable(u).__gc = finalizer
end

-- Until the collector is asked it is stopped, so that nothing else is interrupted.
local function dying(...)
  collectgarbage("stop")
  proxy(...)
end

local function attempt() return pcall(collectgarbage) end

dying(function() error("boom") end)
print(attempt()) --> false	tests/lua/gc/finalizer_errors.lua:16: boom
dying(function() error({ code = 7 }) end)
print(select(2, attempt()).code) --> 7
dying(function() error("plain", 0) end)
print(attempt()) --> false	plain
dying(42)
print(attempt()) --> false	attempt to call a number value
dying(setmetatable({}, { __call = function(self, u) print("called", type(u)) end }))
print(attempt())
--> called	userdata
--> true	0
dying(function() local t = nil; t.x = 1 end)
print(attempt()) --> false	tests/lua/gc/finalizer_errors.lua:28: attempt to index local 't' (a nil value)

-- The finalizers behind the one that fails are called all the same, later.
local order = {}
dying(function() order[#order + 1] = "third" end)
dying(function() error("second", 0) end)
dying(function() order[#order + 1] = "first" end)
print(attempt()) --> false	second
print(attempt()) --> true	0
print(table.concat(order, " ")) --> first third

-- What fails inside and is caught there stays there.
dying(function()
  print(pcall(error, "inside", 0))
  print(xpcall(function() error("handled", 0) end, function(e) return e .. "!" end))
end)
print(attempt())
--> false	inside
--> false	handled!
--> true	0

-- An error handler sees it where it happens.
dying(function() error("seen", 0) end)
print(xpcall(collectgarbage, function(e) return "handler: " .. e end)) --> false	handler: seen

-- Nobody yields out of a finalizer.
dying(function() coroutine.yield(1) end)
print(coroutine.resume(coroutine.create(function() collectgarbage() return "done" end)))
--> false	attempt to yield across metamethod/C-call boundary
dying(function() coroutine.yield(1) end)
print(coroutine.resume(coroutine.create(function()
  print(pcall(collectgarbage))
  print(coroutine.yield("yielded"))
  return "done"
end)))
--> false	attempt to yield across metamethod/C-call boundary
--> true	yielded

-- An error kills the coroutine that collects.
local co = coroutine.create(function() collectgarbage() end)
dying(function() error("fatal", 0) end)
print(coroutine.resume(co)) --> false	fatal
print(coroutine.status(co)) --> dead
