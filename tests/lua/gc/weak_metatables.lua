-- What a weak metatable has lost is not found any more, however it was found before.

local function object(mode)
  local meta = setmetatable({}, { __mode = mode })
  return setmetatable({}, meta), meta
end

-- `__index` as a table: remembered by the machine, and forgotten with the entry.
local o, meta = object("v")
local kept
local function equip()
  kept = { greet = function(self) return "hello" end, x = 1 }
  meta.__index = kept
end
equip()
local function use() return o.x, o:greet() end
for i = 1, 3 do assert(use() == 1) end
collectgarbage()
print(use()) --> 1	hello
kept = nil
collectgarbage()
print(o.x, pcall(use)) --> nil	false	tests/lua/gc/weak_metatables.lua:16: attempt to call method 'greet' (a nil value)
equip()
print(use()) --> 1	hello

-- Handlers that are functions.
o, meta = object("v")
local function handlers()
  local up = o
  kept = { function() return up end, function() return up end, function() end, function() return up end }
  meta.__add, meta.__index, meta.__newindex, meta.__call = unpack(kept)
end
handlers()
print(pcall(function() return o + 1 end) == true) --> true
kept = nil
collectgarbage()
print(meta.__add, meta.__index, meta.__newindex, meta.__call) --> nil	nil	nil	nil
print(o.x, pcall(function() o.x = 1 end), pcall(o)) --> nil	true	false	attempt to call a table value
print(rawget(o, "x")) --> 1

-- A metatable that nobody else holds lives as long as its table.
local function weak() return setmetatable({}, { __mode = "k" }) end
local t = weak()
collectgarbage()
t[{}] = 1
collectgarbage()
print(next(t), getmetatable(t).__mode) --> nil	k

-- A table of metatables that forgets those not in use.
local metas = setmetatable({}, { __mode = "v" })
local function class(name)
  metas[name] = metas[name] or { name = name }
  return metas[name]
end
local a = setmetatable({}, class("a"))
setmetatable({}, class("b"))
collectgarbage()
print(metas.a == getmetatable(a), metas.b) --> true	nil
