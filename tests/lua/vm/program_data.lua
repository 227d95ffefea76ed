-- Data structures: text form of tables and back, a heap, an ordered list, a cache, big integers, a graph.
-- Tables to text, with sorted keys, and back.
local function serialize(v, seen)
  local t = type(v)
  if t == "number" or t == "boolean" or t == "nil" then return tostring(v) end
  if t == "string" then return string.format("%q", v) end
  if t ~= "table" then error("cannot serialize a " .. t, 0) end
  seen = seen or {}
  if seen[v] then error("cycle", 0) end
  seen[v] = true
  local out, keys = {}, {}
  for i = 1, #v do out[i] = serialize(v[i], seen) end
  for k in pairs(v) do if type(k) ~= "number" or k < 1 or k > #v or k % 1 ~= 0 then keys[#keys + 1] = k end end
  table.sort(keys, function(a, b) if type(a) == type(b) and type(a) ~= "boolean" then return a < b end return tostring(a) < tostring(b) end)
  for _, k in ipairs(keys) do out[#out + 1] = "[" .. serialize(k, seen) .. "]=" .. serialize(v[k], seen) end
  seen[v] = nil
  return "{" .. table.concat(out, ",") .. "}"
end
local function parse(s) return setfenv(assert(loadstring("return " .. s, "=data")), {})() end
local data = { 1, "two", { 3, { 4.5 } }, x = true, ["key with space"] = "line\nbreak", [10] = false, n = { a = {}, b = { {}, {} } }, [-1.5] = "neg" }
local text = serialize(data)
print((text:gsub("\\\n", "\\n"))) --> {1,"two",{3,{4.5}},[-1.5]="neg",[10]=false,["key with space"]="line\nbreak",["n"]={["a"]={},["b"]={{},{}}},["x"]=true}
print(serialize(parse(text)) == text, parse(text)[3][2][1], parse(text)["key with space"] == "line\nbreak") --> true	4.5	true
local loop = { 1 } loop[2] = { loop }
print(pcall(serialize, loop)) print(pcall(serialize, { print })) print(pcall(serialize, { a = { b = function() end } })) --> false	cycle
--> false	cannot serialize a function
--> false	cannot serialize a function
local wide = {}
for i = 1, 300 do wide[i] = { i, tostring(i), k = { i * 2 } } end
print(#serialize(wide), serialize(parse(serialize(wide))) == serialize(wide)) --> 6932	true

-- A binary heap with a comparator.
local Heap = {}
Heap.__index = Heap
function Heap.new(less) return setmetatable({ less = less, n = 0 }, Heap) end
function Heap:push(v)
  self.n = self.n + 1
  local i = self.n
  self[i] = v
  while i > 1 and self.less(self[i], self[math.floor(i / 2)]) do
    local p = math.floor(i / 2)
    self[i], self[p] = self[p], self[i]
    i = p
  end
end
function Heap:pop()
  local top = self[1]
  if self.n == 0 then return nil end
  self[1], self[self.n] = self[self.n], nil
  self.n = self.n - 1
  local i = 1
  while true do
    local c = i * 2
    if c > self.n then break end
    if c < self.n and self.less(self[c + 1], self[c]) then c = c + 1 end
    if not self.less(self[c], self[i]) then break end
    self[i], self[c] = self[c], self[i]
    i = c
  end
  return top
end
local heap, seed = Heap.new(function(a, b) return a.key < b.key end), 5
for i = 1, 1000 do seed = (seed * 16807) % 2147483647 heap:push({ key = seed % 10000, id = i }) end
local last, count, sum = -1, 0, 0
while true do
  local item = heap:pop()
  if not item then break end
  if item.key < last then print("order") end
  last, count, sum = item.key, count + 1, sum + item.id
end
print(count, sum, heap.n, heap:pop()) --> 1000	500500	0	nil

-- Shortest paths on a grid with the heap.
local W, H = 30, 20
local walls, distance = {}, { [1] = 0 }
for i = 2, W * H - 1 do seed = (seed * 16807) % 2147483647 walls[i] = seed % 4 == 0 end
local queue = Heap.new(function(a, b) return a[1] < b[1] or a[1] == b[1] and a[2] < b[2] end)
queue:push { 0, 1 }
while queue.n > 0 do
  local d, at = unpack(queue:pop())
  if d == distance[at] then
    local x = (at - 1) % W
    for _, step in ipairs { 1, -1, W, -W } do
      local to = at + step
      local inside = to >= 1 and to <= W * H and not (step == 1 and x == W - 1) and not (step == -1 and x == 0)
      if inside and not walls[to] and (not distance[to] or d + 1 < distance[to]) then
        distance[to] = d + 1
        queue:push { d + 1, to }
      end
    end
  end
end
local reached, far = 0, 0
for _, d in pairs(distance) do reached = reached + 1 if d > far then far = d end end
print(reached, far, distance[W * H]) --> 17	8	nil

-- A cache that forgets the least recently used: a doubly linked list beside a table.
local Cache = {}
Cache.__index = Cache
function Cache.new(size) local c = setmetatable({ size = size, n = 0, map = {}, head = {}, hits = 0 }, Cache) c.head.next, c.head.prev = c.head, c.head return c end
local function unlink(node) node.prev.next, node.next.prev = node.next, node.prev end
function Cache:front(node) node.next, node.prev = self.head.next, self.head node.next.prev, self.head.next = node, node end
function Cache:get(k) local node = self.map[k] if node then self.hits = self.hits + 1 unlink(node) self:front(node) return node.v end end
function Cache:put(k, v)
  local node = self.map[k]
  if node then unlink(node) node.v = v else
    node = { k = k, v = v } self.map[k] = node self.n = self.n + 1
    if self.n > self.size then local old = self.head.prev unlink(old) self.map[old.k] = nil self.n = self.n - 1 end
  end
  self:front(node)
end
local cache, misses = Cache.new(50), 0
for i = 1, 5000 do
  seed = (seed * 16807) % 2147483647
  local k = "k" .. math.floor((seed % 100) * (seed % 97) / 100)
  if not cache:get(k) then misses = misses + 1 cache:put(k, i) end
end
local order, node = 0, cache.head.next
while node ~= cache.head do order = order + 1 if cache.map[node.k] ~= node then print("broken") end node = node.next end
print(cache.hits + misses, cache.n, order) --> 5000	50	50

-- Integers of any size.
local Big = {}
Big.__index = Big
local BASE = 1e7
local function big(n) if type(n) == "table" then return n end local r = setmetatable({}, Big) repeat r[#r + 1] = n % BASE n = math.floor(n / BASE) until n == 0 return r end
function Big.__add(a, b)
  a, b = big(a), big(b)
  local r, carry = setmetatable({}, Big), 0
  for i = 1, math.max(#a, #b) do local s = (a[i] or 0) + (b[i] or 0) + carry r[i] = s % BASE carry = math.floor(s / BASE) end
  if carry > 0 then r[#r + 1] = carry end
  return r
end
function Big.__mul(a, b)
  a, b = big(a), big(b)
  local r = setmetatable({}, Big)
  for i = 1, #a + #b do r[i] = 0 end
  for i = 1, #a do
    local carry = 0
    for j = 1, #b do local s = r[i + j - 1] + a[i] * b[j] + carry r[i + j - 1] = s % BASE carry = math.floor(s / BASE) end
    r[i + #b] = r[i + #b] + carry
  end
  while #r > 1 and r[#r] == 0 do r[#r] = nil end
  return r
end
function Big.__tostring(a) local t = { tostring(a[#a]) } for i = #a - 1, 1, -1 do t[#t + 1] = string.format("%07d", a[i]) end return table.concat(t) end
function Big.__eq(a, b) return tostring(a) == tostring(b) end
function Big.__lt(a, b) if #a ~= #b then return #a < #b end for i = #a, 1, -1 do if a[i] ~= b[i] then return a[i] < b[i] end end return false end
local f = big(1)
for i = 2, 50 do f = f * i end
print(tostring(f)) --> 30414093201713378043612608166064768844377641568960512000000000000
local p, q = big(0), big(1)
for i = 1, 300 do p, q = q, p + q end
print(tostring(p)) --> 222232244629420445529739893461909967206666939096499764990979600
local power = big(1)
for i = 1, 200 do power = power * 2 end
print(tostring(power), p < q, q < p, p <= p, power == big(2) * power, power + power == power * 2) --> 1606938044258990275541962092341162602522202993782792835301376	true	false	true	false	true

-- The order of tasks that depend on each other, and a cycle among them.
local function order_of(deps)
  local state, out = {}, {}
  local function visit(n, path)
    if state[n] == "done" then return end
    if state[n] == "open" then error("cycle: " .. path .. " " .. n, 0) end
    state[n] = "open"
    for _, d in ipairs(deps[n] or {}) do visit(d, path .. " " .. n) end
    state[n] = "done"
    out[#out + 1] = n
  end
  local names = {}
  for n in pairs(deps) do names[#names + 1] = n end
  table.sort(names)
  for _, n in ipairs(names) do visit(n, "") end
  return table.concat(out, " ")
end
print(order_of { app = { "lib", "io" }, lib = { "core" }, io = { "core", "sys" }, test = { "app" } }) --> core lib sys io app test
print(pcall(order_of, { a = { "b" }, b = { "c" }, c = { "a" } })) --> false	cycle:  a b c a
