-- lua5.1 differs: calls of Lua functions by natives and metamethods nest 200 deep there, and Lua calls 20,000 deep.
-- heavy: deep stacks
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
print(deep(100000)) --> 100000

local t = setmetatable({}, { __index = function(t, n) if n == 0 then return "index" end return t[n - 1] end })
print(t[20000]) --> index
t = setmetatable({}, { __index = function(t, n) if n == 0 then return 0 end return 1 + t[n - 1] end })
print(t[20000]) --> 20000
t = setmetatable({}, { __newindex = function(t, n, v) if n == 0 then rawset(t, "stored", v) else t[n - 1] = v end end })
t[20000] = "newindex"
print(t.stored) --> newindex
t = setmetatable({}, { __add = function(t, n) if n == 0 then return 0 end return 1 + (t + (n - 1)) end })
print(t + 20000) --> 20000
t = setmetatable({}, { __concat = function(t, n) if n == 0 then return "concat" end return t .. n - 1 end })
print(t .. 20000) --> concat
t = setmetatable({}, { __call = function(t, n) if n == 0 then return 0 end return 1 + t(n - 1) end })
print(t(20000)) --> 20000
local depth = 0
local lt = { __lt = function(a, b) depth = depth + 1 return depth == 20000 or a < b end }
print(setmetatable({}, lt) < setmetatable({}, lt), depth) --> true	20000
depth = 0
local eq = { __eq = function(a, b) depth = depth + 1 return depth == 20000 or a == b end }
print(setmetatable({}, eq) == setmetatable({}, eq), depth) --> true	20000
depth = 0
t = setmetatable({}, { __tostring = function(t) depth = depth + 1 if depth == 20000 then return "tostring" end return tostring(t) end })
print(tostring(t)) --> tostring

local function sorts(n)
  if n == 0 then return "sort" end
  local result
  table.sort({ 2, 1 }, function(a, b) result = result or sorts(n - 1) return a < b end)
  return result
end
print(sorts(5000)) --> sort
local function subs(n) if n == 0 then return "gsub" end return (string.gsub("x", "x", function() return subs(n - 1) end)) end
print(subs(5000)) --> gsub
local function loads(n)
  if n == 0 then return "load" end
  local result
  load(function() result = result or loads(n - 1) return nil end)
  return result
end
print(loads(2000)) --> load
local function iterates(n) if n == 0 then return "iterator" end for v in function(_, c) if not c then return iterates(n - 1) end end do return v end end
print(iterates(20000)) --> iterator

-- Coroutines inside coroutines.
local function nested(n) if n == 0 then return "coroutines" end return (coroutine.wrap(nested)(n - 1)) end
print(nested(1000)) --> coroutines
local function relay(n)
  if n == 0 then return (coroutine.yield("yielded at the bottom")) end
  local co = coroutine.wrap(relay)
  local v = co(n - 1)
  return (co(coroutine.yield(v)))
end
local co = coroutine.wrap(relay)
print(co(300)) --> yielded at the bottom
print(co("returned at the top")) --> returned at the top

-- Endless forms are still caught.
print((pcall(function() local t = setmetatable({}, { __index = function(t, k) return t[k] .. "" end }) return t.x end))) --> false
local function more(n) return (coroutine.wrap(more)(n + 1)) end
print((pcall(more, 1))) --> false
print(deep(100000)) --> 100000
