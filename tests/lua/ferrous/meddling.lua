-- Whatever a debugger writes into variables and temporaries, a script ends or fails, and nothing worse; PUC-Lua has no such guard.

-- Random numbers of our own: the same ones everywhere.
local state = 1
local function random(low, high)
  state = (state * 1103 + 12345) % 65536
  return low + state % (high - low + 1)
end

local values = { 1, "x", {}, true, 0 / 0, -1, type, newproxy(true), coroutine.create(function() end), function() return 1 end }

local function work()
  local a, b, c = 1, 2, "s"
  local t = { 1, 2, 3, f = 1, (function(...) return ... end)(4, 5, 6) }
  local function increment() a = a + 1 return a end
  for i = 1, 3 do
    b = b + i
    local function shared() i = i + 1 return i end
    shared()
    increment()
  end
  for i = 5, 1, -2 do b = i end
  for k, v in pairs(t) do c = c .. tostring(k) end
  for k, v in ipairs(t) do c = c .. tostring(v) .. k end
  while a < 8 do
    a = a + 1
    if a == 7 then break end
  end
  repeat
    local last = a
    a = a + 1
    local function unused() last = 1 end
  until last > 6
  local mt = setmetatable({}, { __index = function(_, k) return k end, __concat = function() return "joined" end })
  local text = mt.field .. mt .. "x" .. 1
  local count = select("#", unpack({ 1, 2, 3 }), increment())
  table.sort(t, function(x, y) return x < y end)
  local doubled = ("abc"):gsub(".", function(letter) return letter .. letter end)
  local co = coroutine.wrap(function(...) local x = coroutine.yield(...) return x, increment() end)
  co(1, 2)
  co(3)
  return pcall(error, { a, b, c }), xpcall(function() return t.x.y end, debug.traceback)
end

local meddled = 0
local function meddle()
  if meddled % 16 == 0 then collectgarbage("step") end
  local done, name = pcall(debug.setlocal, random(2, 4), random(1, 14), values[random(1, #values)])
  pcall(debug.getlocal, random(2, 4), random(1, 14))
  if done and name then meddled = meddled + 1 end
end

local masks = { "l", "c", "r", "cr", "crl", "" }
for round = 1, 40 do
  local co = coroutine.create(work)
  debug.sethook(co, meddle, masks[random(1, #masks)], random(2, 30))
  local resumed = 0
  repeat
    coroutine.resume(co, values[random(1, #values)])
    resumed = resumed + 1
  until coroutine.status(co) == "dead" or resumed > 20
end
print(meddled > 100) --> true

-- A finalizer that writes over what lies below it.
local finalized = 0
local function finalize()
  for index = 1, 40 do pcall(debug.setlocal, 2, index, "over") end
  finalized = finalized + 1
end
local function collect()
  getmetatable(newproxy(true)).__gc = finalize
  for round = 1, 3 do collectgarbage() end
end
collect()
print(finalized) --> 1
