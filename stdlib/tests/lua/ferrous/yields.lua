-- lua5.1 cannot yield across its library: every function that calls Lua goes on where it was.
local function run(f, ...)
  local co = coroutine.wrap(f)
  local log = { co(...) }
  while true do
    local v = co("answer " .. #log)
    if v == nil then break end
    log[#log + 1] = v
  end
  return unpack(log)
end
local function ask(...) return coroutine.yield(...) end

-- print and tostring with __tostring
local named = setmetatable({}, { __tostring = function() return ask("asked") end })
print(run(function() print("first", named, "last") end)) --> first	answer 1	last
--> asked
print(run(function() ask(tostring(named)) end)) --> asked	answer 1

-- gsub with a function, and with a table that has __index
print(run(function() ask(("a-b-c"):gsub("%a", function(c) return ask(c) end)) end)) --> a	b	c	answer 1-answer 2-answer 3
print(run(function() ask((("xy"):gsub(".", setmetatable({}, { __index = function(_, k) return ask(k) end })))) end)) --> x	y	answer 1answer 2

-- sort with a comparator, and with __lt
print(run(function()
  local t = { 3, 1, 2 }
  table.sort(t, function(a, b) ask("compare") return a < b end)
  ask(table.concat(t, " "))
end)) --> compare	compare	compare	compare	1 2 3
local mt = { __lt = function(a, b) ask("less") return a[1] < b[1] end }
print(run(function()
  local t = { setmetatable({ 2 }, mt), setmetatable({ 1 }, mt) }
  table.sort(t)
  ask(t[1][1] .. t[2][1])
end)) --> less	12

-- pcall, xpcall, and errors after a yield
print(run(function() ask(select(2, pcall(function() ask("in pcall") error("late", 0) end))) end)) --> in pcall	late
print(run(function() ask(select(2, xpcall(function() error(ask("in xpcall"), 0) end, function(m) return m .. "!" end))) end)) --> in xpcall	answer 1!
print(run(function() ask(select(2, xpcall(function() error("x", 0) end, function(m) return ask("in handler") .. m end))) end)) --> in handler	answer 1x

-- load with a reader
print(run(function()
  local n = 0
  local f = load(function() n = n + 1 ask("piece " .. n) return ({ "return ", "7" })[n] end)
  ask(f())
end)) --> piece 1	piece 2	piece 3	7

-- foreach, foreachi, gmatch in a generic for, dofile-like chains
print(run(function() table.foreachi({ 5, 6 }, function(i, v) ask(i * v) end) end)) --> 5	12
print(run(function() ask(table.foreach({ x = 1 }, function(k, v) return ask(k) end)) end)) --> x	answer 1
print(run(function() for w in ("one two"):gmatch("%a+") do ask(w) end end)) --> one	two

-- coroutines inside
print(run(function()
  local inner = coroutine.wrap(function() coroutine.yield("inner") return "end" end)
  ask(inner() .. " " .. ask("between"))
  ask(inner())
end)) --> between	inner answer 1	end
