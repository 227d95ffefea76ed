--- table.concat | short strings
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = "x" end
return function() table.concat(t) end
--- table.concat | numbers with separators
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i / 3 end
return function() table.concat(t, ", ") end
--- table.concat | long strings
local BYTES = ...
local t, s = {}, ("x"):rep(BYTES)
for i = 1, 4 do t[i] = s end
return function() table.concat(t) end
--- table.concat | strings of 1,000 bytes
local t, s = {}, ("x"):rep(1000)
for i = 1, 1000 do t[i] = s end
return function() table.concat(t) end
--- table.concat | 5 GB
local t, s = {}, ("x"):rep(1e6)
for i = 1, 5000 do t[i] = s end
return function() pcall(table.concat, t) end
--- table.concat | numbers that are measured
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = 1e300 / (i * 3) end
return function() table.concat(t, ", ") end
--- table.concat | nodes
local BYTES, ITEMS = ...
local t = { x = 1 }
for i = ITEMS, 1, -1 do t[i * 3] = "x" end
for i = 1, ITEMS * 3 do t[i] = t[i] or "" end
return function() table.concat(t, "", 1, ITEMS) end
--- table.concat | small
local t = { "a", "b", 1 }
return function() for _ = 1, 100 do table.concat(t, ",") end end
--- table.sort | random numbers
local BYTES, ITEMS = ...
local t = {}
return function() for i = 1, ITEMS do t[i] = math.random() end table.sort(t) end
--- table.sort | in order
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() table.sort(t) end
--- table.sort | the wrong way round, and as an organ pipe
local BYTES, ITEMS = ...
local t = {}
return function()
  for i = 1, ITEMS do t[i] = -i end table.sort(t)
  for i = 1, ITEMS do t[i] = i < ITEMS / 2 and i or ITEMS - i end table.sort(t)
end
--- table.sort | strings
local BYTES, ITEMS = ...
local t = {}
return function() for i = 1, ITEMS / 4 do t[i] = "x" .. math.random(ITEMS) end table.sort(t) end
--- table.sort | strings in memory order
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = "x" .. math.random(ITEMS) end
return function() local u = {} for i = 1, ITEMS do u[i] = t[i] end table.sort(u) end
--- table.sort | long strings that differ at the end
local BYTES = ...
local s, t = ("x"):rep(BYTES / 64), {}
for i = 1, 64 do t[i] = s .. math.random(1000) end
return function() local u = {} for i = 1, 64 do u[i] = t[i] end table.sort(u) end
--- table.sort | strings of 100 bytes that differ at the end
local s, t = ("x"):rep(100), {}
for i = 1, 10000 do t[i] = s .. math.random(1000) end
return function() local u = {} for i = 1, 10000 do u[i] = t[i] end table.sort(u) end
--- table.sort | with a comparator
local BYTES, ITEMS = ...
local t = {}
return function() for i = 1, ITEMS / 8 do t[i] = math.random() end table.sort(t, function(a, b) return a > b end) end
--- table.sort | with a native comparator
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() table.sort(t, rawequal) end
--- table.sort | with a comparator that kills quicksort
return function()
  local n, gas = 2000, 2001
  local value, order, solid, candidate = {}, {}, 0, 0
  for i = 1, n do value[i], order[i] = gas, i end
  table.sort(order, function(a, b)
    if value[a] == gas and value[b] == gas then
      solid = solid + 1
      if a == candidate then value[a] = solid else value[b] = solid end
    end
    if value[a] == gas then candidate = a elseif value[b] == gas then candidate = b end
    return value[a] < value[b]
  end)
end
--- table.sort | with comparators that answer nonsense
local t = {}
for i = 1, 1000 do t[i] = i end
return function()
  table.sort(t, function() return true end)
  table.sort(t, function() return false end)
  table.sort(t, function() return math.random() < 0.5 end)
end
--- table.sort | with __lt
local m = { __lt = function(a, b) return a.x < b.x end }
local t = {}
for i = 1, 1000 do t[i] = setmetatable({ x = math.random() }, m) end
return function() local u = {} for i = 1, 1000 do u[i] = t[i] end table.sort(u) end
--- table.sort | numbers and strings mixed
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
t[ITEMS] = "x"
return function() pcall(table.sort, t) end
--- table.sort | small
return function() for _ = 1, 100 do table.sort({ 3, 1, 2 }) end end
--- table.insert table.remove | at the end
local t = {}
return function() for i = 1, 1000 do table.insert(t, i) end for i = 1, 1000 do table.remove(t) end end
--- table.insert table.remove | at the front
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() table.insert(t, 1, 0) table.remove(t, 1) end
--- table.insert table.remove | at the front of nodes
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i * 2 ^ 20] = i end
for i = 1, 100 do t[i] = i end
return function() table.insert(t, 1, 0) table.remove(t, 1) end
--- table.insert | far behind the end
return function() local t = {} table.insert(t, 2 ^ 31 - 1, 1) table.insert(t, 1e5, 1) end
--- table.insert | far before the front
local t = { 1, 2, 3 }
return function() table.insert(t, -1e6, 1) end
--- table.getn table.setn table.maxn | a large array
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() for _ = 1, 10 do table.getn(t) pcall(table.setn, t, 1) end table.maxn(t) end
--- table.maxn | many nodes
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t["x" .. i] = i end
return function() table.maxn(t) end
--- table.maxn | holes
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t["x" .. i] = i end
for i = 1, ITEMS do t["x" .. i] = nil end
return function() table.maxn(t) end
--- table.foreach table.foreachi | nothing to be done
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() table.foreach(t, function() end) table.foreachi(t, function() end) end
--- table.foreach | holes
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t["x" .. i] = i end
for i = 1, ITEMS do t["x" .. i] = nil end
return function() table.foreach(t, print) end
