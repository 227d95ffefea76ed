-- Finalizers: when, in which order, how often, and with what.

local function proxy(finalizer)
  local u = newproxy(true)
  getmetatable(u).__gc = finalizer
  return u
end

local log = {}
local function note(text) log[#log + 1] = text end
local function show()
  collectgarbage()
  print(table.concat(log, " "))
  log = {}
end

-- In the reverse order of their making. (The collector is stopped, so that they die together.)
local function several()
  collectgarbage("stop")
  for i = 1, 5 do proxy(function() note(i) end) end
end
several()
collectgarbage()
table.sort(log, function(a, b) return a > b end)
show() --> 5 4 3 2 1

-- The userdata is the only argument, and results are dropped.
local function arguments()
  proxy(function(...) note(select("#", ...) .. type((...))) return 1, 2, 3 end)
end
arguments()
show() --> 1userdata

-- The handler that is there when the userdata dies counts.
local function late()
  local u = newproxy(true)
  getmetatable(u).__gc = function() note("early") end
  getmetatable(u).__gc = function() note("late") end
  local v = newproxy(true)
  getmetatable(v).__gc = function() note("never") end
  getmetatable(v).__gc = nil
end
late()
show() --> late

-- Once only, also if the finalizer saves the userdata.
local saved
local function save() proxy(function(u) note("saved") saved = u end) end
save()
show() --> saved
print(type(saved), type(getmetatable(saved).__gc)) --> userdata	function
saved = nil
show() --> 

-- A finalizer reaches everything that the userdata holds.
local function holds()
  local data = { 1, { "two" } }
  proxy(function(u) note(data[2][1]) end)
  local u = newproxy(true)
  local meta = getmetatable(u)
  meta.other = { name = "other" }
  meta.__gc = function(u) note(getmetatable(u).other.name) end
end
holds()
collectgarbage()
table.sort(log)
show() --> other two

-- A shared metatable: one handler for all of them.
local function shared()
  local first = newproxy(true)
  local count = 0
  getmetatable(first).__gc = function() count = count + 1 if count == 10 then note("ten") end end
  for i = 2, 10 do newproxy(first) end
end
shared()
show() --> ten

-- Finalizers make objects, also some with finalizers.
local function makers()
  proxy(function()
    local t = {}
    for i = 1, 100 do t[i] = { i } end
    note(#t)
    proxy(function() note("child") end)
  end)
end
makers()
collectgarbage()
show() --> 100 child

-- Coroutines inside a finalizer.
local function coroutines()
  proxy(function()
    local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
    note(co() + co() + co())
  end)
end
coroutines()
show() --> 6

-- A userdata in a suspended coroutine that nobody can resume any more.
local function stuck()
  local co = coroutine.create(function()
    local u = proxy(function() note("stuck") end)
    coroutine.yield()
    return u
  end)
  coroutine.resume(co)
end
stuck()
show() --> stuck

-- A finalizer runs in the coroutine that collects.
local function inside()
  proxy(function() note(coroutine.running() and "in a coroutine" or "outside") end)
end
coroutine.wrap(function()
  inside()
  collectgarbage()
end)()
show() --> in a coroutine
