-- All kinds of garbage, mixed at random: see benches/soak.rs. The chunk returns a function that does so many rounds.
--
-- What lives for a while is in a ring of places that are overwritten at random, so objects of all kinds and ages lie beside
-- each other, and what is alive stays the same on average.

local random, format, rep, concat = math.random, string.format, string.rep, table.concat

local PLACES = 700
local ring = {}
local function keep(value) ring[random(PLACES)] = value end
local function kept() return ring[random(PLACES)] end

local serial = 0
local function name()
  serial = serial + 1
  return "name " .. serial
end

local churn = {}

function churn.closures()
  local total = 0
  for i = 1, 200 do
    local own = i
    local function counter(n)
      own = own + n
      total = total + own
      return own
    end
    if i % 20 == 0 then keep(counter) end
    counter(i)
  end
  local f = kept()
  if type(f) == "function" then pcall(f, 1) end
end

function churn.strings()
  local s = ""
  for i = 1, 100 do s = s .. i .. "," end
  keep(s)
  keep(s:upper():reverse())
  local long = rep(name(), random(3000))
  for i = 1, 20 do local part = long:sub(i, -i) .. i end
  if random(50) == 1 then
    local doubled = "x"
    for i = 1, 19 do doubled = doubled .. doubled end
  end
end

local names = {}
function churn.keys()
  for i = 1, 300 do names[name()] = i end
  for i = serial - 299, serial, 2 do names["name " .. i] = nil end
  if random(20) == 1 then names = {} end
  local own = {}
  for i = 1, 50 do own[name()] = { i } end
  keep(own)
end

-- Some come to their end, some are left where they wait, some fail, some are deep then.
function churn.coroutines()
  local function walk(n)
    if n > 0 then walk(n - 1) else coroutine.yield(n) end
    return n
  end
  for i = 1, 30 do
    local co = coroutine.create(walk)
    coroutine.resume(co, random(100))
    if i % 3 == 0 then coroutine.resume(co) end
    if i % 7 == 0 then keep(co) end
  end
  local sum = 0
  for n in coroutine.wrap(function() for i = 1, 50 do coroutine.yield(i) end end) do sum = sum + n end
  local failing = coroutine.create(function() coroutine.yield() error({ name() }) end)
  coroutine.resume(failing)
  coroutine.resume(failing)
  local waiting = kept()
  if type(waiting) == "thread" then coroutine.resume(waiting, 1) end
end

local by_key = setmetatable({}, { __mode = "k" })
local by_value = setmetatable({}, { __mode = "v" })
local by_both = setmetatable({}, { __mode = "kv" })
function churn.caches()
  for i = 1, 100 do
    local object = { i }
    by_key[object] = { i }
    by_value[name()] = object
    by_value[i] = { i }
    by_both[object] = function() return i end
    if i % 10 == 0 then keep(object) end
  end
  local count = 0
  for key, value in pairs(by_value) do count = count + 1 end
end

-- Finalizers that allocate, that fail (which stops whatever runs then), and that save what they are called with.
local saved = {}
local finalized = 0
local function finalize(object)
  finalized = finalized + 1
  local note = { finalized, name() }
  if finalized % 7 == 0 then saved[finalized % 50] = object end
  if finalized % 101 == 0 then error("finalizer " .. note[2], 0) end
end
local parent = newproxy(true)
getmetatable(parent).__gc = finalize
getmetatable(parent).__index = function(_, key) return key end
function churn.finalizers()
  for i = 1, 50 do
    local object = newproxy(parent)
    if i % 10 == 0 then keep(object) end
  end
  local alone = newproxy(true)
  getmetatable(alone).__gc = finalize
  getmetatable(alone).held = { alone, name() }
end

function churn.errors()
  for i = 1, 50 do
    pcall(error, { i })
    pcall(error, name(), 2)
    pcall(function() local nothing; return nothing[i] end)
    xpcall(function() error(name()) end, debug.traceback)
    xpcall(function() return {} .. i end, function(message) return { message } end)
  end
  pcall(rep, "x", 1e9)
end

-- There is not enough memory for these.
local greedy = {
  function() local list while true do list = { list } end end,
  function() local t = {} while true do t[#t + 1] = name() end end,
  function() local t = {} while true do t[#t + 1] = coroutine.create(function() end) end end,
  function() local s = "x" while true do s = s .. s end end,
  function() local s = "x" while true do s = s:gsub(".", "%0%0") end end,
  function() local t = {} for i = 1, 1e8 do t[i] = i end end,
  function() local t = {} while true do t[#t + 1] = function() return t end end end,
  function() local function f(...) return 1 + f(1, ...) end f() end,
}
function churn.greed()
  if random(8) > 1 then return end
  local ok = pcall(greedy[random(#greedy)])
  assert(not ok)
end
-- At first all of them, in both orders: what the collector keeps for itself is as large then as it gets.
for i = 1, #greedy do pcall(greedy[i]) end
for i = #greedy, 1, -1 do pcall(greedy[i]) end

function churn.tables()
  local t = {}
  for i = 1, random(3000) do t[i] = i end
  for i = #t, 1, -2 do table.remove(t) end
  for i = 1, 100 do table.insert(t, random(#t + 1), i) end
  table.sort(t, function(a, b) return a > b end)
  for i = 1, 500 do t[random() * 1000] = true end
  for key in pairs(t) do t[key] = nil end
  for i = 1, 100 do t[i] = { x = i, y = { i } } end
  keep(t)
end

function churn.depth()
  if random(10) > 1 then return end
  local function deep(n) if n > 0 then return 1 + deep(n - 1) end return 0 end
  local function wide(n, ...) if n > 0 then return wide(n - 1, n, ...) end return select("#", ...) end
  deep(random(20000))
  wide(random(150))
  local function nested(n) if n > 0 then return pcall(nested, n - 1) end error(n) end
  nested(random(2000))
  local t = setmetatable({}, { __index = function(t, k) return k > 0 and t[k - 1] or 0 end })
  local x = t[random(1000)]
end

function churn.sources()
  local source = format("local a, b = %q, %d return function(x) g_%d = x return a .. b .. x end", name(), serial, serial % 100)
  local made = assert(loadstring(source, "=" .. name()))
  setfenv(made, setmetatable({}, { __index = _G }))
  keep(made())
  keep(loadstring(string.dump(made)))
  loadstring("return " .. rep("(", random(300)))
  local pieces = 0
  load(function()
    pieces = pieces + 1
    if pieces < 20 then return "x = { " .. pieces .. ", 'piece " .. serial .. "' } " end
  end)
end

function churn.texts()
  local t = {}
  for i = 1, 200 do t[i] = format("%5d %-10s %q %g", i, name(), "a\nb", i / 7) end
  local text = concat(t, "; ")
  local words = {}
  for word in text:gmatch("%a+") do words[word] = (words[word] or 0) + 1 end
  local _, count = text:gsub("%d+", function(n) return "<" .. n .. ">" end)
  local changed = text:gsub("(%w+) (%w+)", "%2 %1")
  keep(changed:sub(1, random(2000)))
  local bytes = { text:byte(1, 200) }
  keep(string.char(unpack(bytes)))
end

local kinds = {}
for kind in pairs(churn) do kinds[#kinds + 1] = kind end
table.sort(kinds)

local function is_expected(message)
  return message == "not enough memory" or tostring(message):find("^finalizer ") or false
end

return function(rounds)
  for _ = 1, rounds do
    local kind = kinds[random(#kinds)]
    local ok, message = pcall(churn[kind])
    if not ok and not is_expected(message) then error(kind .. ": " .. tostring(message)) end
  end
end
