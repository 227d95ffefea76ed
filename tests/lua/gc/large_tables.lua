-- Large tables are visited in parts, and in between everything about them may change.

-- Each value knows its key, so that one that was freed and used again shows.
local function fill(t, from, to)
  for i = from, to do t[i] = { i } t["k" .. i] = { "k" .. i } end
end
local function check(t, from, to)
  for i = from, to do
    assert(t[i][1] == i)
    assert(t["k" .. i][1] == "k" .. i)
  end
end

-- Entries come and go while the table is as large as it was.
local t = {}
fill(t, 1, 300)
for round = 1, 6 do
  for i = 1, 300, 7 do
    t["k" .. i] = nil
    t["k" .. i] = { "k" .. i }
    local garbage = { { i }, { i } }
    t[i], t[301 - i] = t[301 - i], t[i]
    t[i], t[301 - i] = { i }, { 301 - i }
  end
end
check(t, 1, 300)

-- Keys are objects, and guests of other chains move out of the way.
local objects, held = {}, {}
for i = 1, 200 do
  local key = { i }
  held[i] = key
  objects[key] = { i }
  if i > 20 then
    objects[held[i - 20]] = nil
    objects[held[i - 20]] = { i - 20 }
  end
end
for i = 1, 200 do assert(objects[held[i]][1] == i) end

-- It grows, and becomes small again.
for round = 1, 3 do
  local u = {}
  fill(u, 1, 90 * round)
  check(u, 1, 90 * round)
  for i = 1, 90 * round - 5 do u[i], u["k" .. i] = nil end
  for i = 1, 40 do u["other" .. i] = { i } u["other" .. i] = nil end
  check(u, 90 * round - 4, 90 * round)
  fill(u, 1, 20)
  check(u, 1, 20)
end

-- Numbers move from nodes to the array part.
local v = {}
for i = 200, 1, -1 do v[i] = { i } end
for i = 201, 400 do v[i] = { i } end
for i = 1, 400 do assert(v[i][1] == i) end

-- It becomes weak, and strong again, in the middle.
local w = {}
local metatable = { __mode = "v" }
local strong = {}
for i = 1, 150 do
  strong[i] = { i }
  w[i] = strong[i]
  w["k" .. i] = strong[i]
end
for round = 1, 40 do
  setmetatable(w, round % 2 == 0 and metatable or nil)
  metatable.__mode = round % 3 == 0 and "k" or "v"
  for i = 1, 10 do local garbage = { i } end
end
setmetatable(w, nil)
for i = 1, 150 do assert(w[i][1] == i and w["k" .. i] == w[i]) end
local lost = setmetatable({}, { __mode = "v" })
for i = 1, 200 do lost[i] = { i } end
collectgarbage()
local left = 0
for i = 1, 200 do if lost[i] then left = left + 1 end end
print(left)
--> 0

-- What only a large table holds lives as long as it does, and no longer.
local finalized = 0
local meta = newproxy(true)
getmetatable(meta).__gc = function() finalized = finalized + 1 end
local list = {}
for i = 1, 130 do list[i] = newproxy(meta) end
collectgarbage()
print(finalized)
--> 0
for i = 1, 130, 2 do list[i] = false end
collectgarbage()
print(finalized)
--> 65
list = nil
collectgarbage()
print(finalized)
--> 130

-- Tables die while they wait.
for i = 1, 30 do
  local dying = {}
  for j = 1, 70 do dying[j] = { j } end
end
print "done"
--> done
