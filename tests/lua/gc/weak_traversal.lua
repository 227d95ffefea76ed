-- Traversals go on while entries of the table are collected.

local function fill(mode, count)
  local t = setmetatable({}, { __mode = mode })
  for i = 1, count do t[{}] = i end
  for i = 1, count do t["s" .. i] = i end
  for i = 1, count do t["v" .. i] = {} end
  return t
end

-- Every step collects; strong entries are seen once each.
for _, mode in ipairs { "k", "kv" } do
  local t = fill(mode, 12)
  local seen, strings = {}, 0
  for k, v in pairs(t) do
    collectgarbage()
    if type(k) == "string" and k:sub(1, 1) == "s" then
      assert(not seen[k])
      seen[k], strings = true, strings + 1
    end
  end
  print(mode, strings)
end
--> k	12
--> kv	12

-- `next` finds its way from a key whose entry was cleared, as long as somebody holds the key.
local t = setmetatable({}, { __mode = "v" })
local keys = {}
local function put()
  local values = {}
  for i = 1, 10 do
    keys[i] = i % 2 == 0 and {} or "key " .. i
    values[i] = {}
    t[keys[i]] = values[i]
  end
end
put()
collectgarbage()
for i = 1, 10 do
  assert(t[keys[i]] == nil)
  print(pcall(next, t, keys[i]))
end
--> true	nil
--> true	nil
--> true	nil
--> true	nil
--> true	nil
--> true	nil
--> true	nil
--> true	nil
--> true	nil
--> true	nil

-- Entries that are set to nil in a traversal, and collected at once.
local strong = {}
for i = 1, 15 do strong[{}] = i end
local copy = {}
for k, v in pairs(strong) do copy[k] = v end
for k in pairs(copy) do
  strong[k] = nil
  copy[k] = nil
  collectgarbage()
end
print(next(strong), next(copy)) --> nil	nil
