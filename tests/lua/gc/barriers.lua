-- Old objects take up new ones: in each way there is, again and again, wherever the collector stands.

-- Garbage, and time for the collector.
local function work(n)
  local t
  for i = 1, n do t = { i, t and 1 } end
  return t
end

-- Puts new tables into an old object with `set`, and looks with `get` whether they are still what they were.
local function try(what, set, get)
  for round = 1, 60 do
    set({ round, name = "n" .. round })
    work(round % 9)
    local held = get()
    if held[1] ~= round or held.name ~= "n" .. round then
      print(what, "lost", round)
    end
  end
  print(what, "ok")
end

do
  local t = { 0, 0, 0 }
  local i = 2
  try("an item at an index", function(v) t[i] = v end, function() return t[i] end) --> an item at an index	ok
  try("an item at a constant", function(v) t[3] = v end, function() return t[3] end) --> an item at a constant	ok
end

do
  local t = { old = 0 }
  local key = "old"
  try("a field", function(v) t.old = v end, function() return t.old end) --> a field	ok
  try("a field of a computed name", function(v) t[key] = v end, function() return t[key] end) --> a field of a computed name	ok
  try("a field by rawset", function(v) rawset(t, key, v) end, function() return t.old end) --> a field by rawset	ok
end

do
  local holder = {}
  local function set(v)
    local t = holder.t or { a = 1, b = 2, c = 3 }
    t.a, t.b, t.c = nil, nil, nil
    t.fresh = v
    holder.t = t
  end
  try("a new field", set, function() local v = holder.t.fresh holder.t = nil return v end) --> a new field	ok
end

do
  -- Four tables that are old when their fields come.
  local olds, at = {}, 0
  local function set(v)
    at = at % 4 + 1
    if at == 1 then
      for k = 1, 4 do olds[k] = { x1 = 1, x2 = 2 } end
      work(12)
    end
    olds[at].later = v
  end
  try("a field of an old table", set, function() return olds[at].later end) --> a field of an old table	ok
end

do
  local t, key = {}, nil
  try("a new key", function(v) key = v t[v] = v end, function()
    local k = next(t)
    t[k] = nil
    return k
  end) --> a new key	ok
  local n = 0
  try("a new value", function(v) n = n + 1 t["key" .. n] = v end, function() return t["key" .. n] end) --> a new value	ok
  try("a value under a number", function(v) n = n + 1.5 t[n] = v end, function() return t[n] end) --> a value under a number	ok
  try("a value that was removed", function(v) t.gone = nil t.gone = v end, function() return t.gone end) --> a value that was removed	ok
end

do
  local t = {}
  try("an item behind the last", function(v) t[#t + 1] = v end, function() return t[#t] end) --> an item behind the last	ok
  try("table.insert", function(v) table.insert(t, 1, v) end, function() return table.remove(t, 1) end) --> table.insert	ok
end

do
  local t = {}
  local function get() local meta = getmetatable(t) return meta end
  try("a metatable", function(v) setmetatable(t, v) end, get) --> a metatable	ok
end

do
  local cell
  local function set(v) cell = v end
  local function get() return cell end
  try("a variable of two functions", set, get) --> a variable of two functions	ok
  local inner = cell
  local function keep() return inner end
  for round = 1, 60 do
    inner = { round }
    work(round % 9)
    if keep()[1] ~= round then print("lost") end
  end
  print("a variable here and in a function", "ok") --> a variable here and in a function	ok
end

do
  try("a global", function(v) some_global = v end, function() return some_global end) --> a global	ok
  some_global = nil
end

do
  local function f() return getfenv(1) end
  try("the environment of a function", function(v) setfenv(f, setmetatable(v, { __index = _G })) end, f) --> the environment of a function	ok
end

do
  local co = coroutine.wrap(function(v) while true do v = coroutine.yield(v) work(3) end end)
  local last
  try("values through a coroutine", function(v) last = co(v) end, function() return last end) --> values through a coroutine	ok
  local keeper = coroutine.wrap(function(v)
    while true do
      local mine = v
      work(2)
      v = coroutine.yield(mine) or mine
    end
  end)
  try("a variable of a coroutine", function(v) keeper(v) end, function() return keeper() end) --> a variable of a coroutine	ok
  local outer = coroutine.wrap(function()
    while true do
      local kept = coroutine.wrap(function() local t = work(2) coroutine.yield() return t end)
      kept()
      local v = coroutine.yield({ kept, name = "k" })
      kept()
      work(1)
      v = coroutine.yield(v)
    end
  end)
  for round = 1, 40 do
    local a = outer()
    if a.name ~= "k" then print("lost") end
    local v = outer({ round })
    if v[1] ~= round then print("lost", round) end
  end
  print("coroutines in coroutines", "ok") --> coroutines in coroutines	ok
end

do
  -- What only the library holds, in the middle of its work.
  for round = 1, 20 do
    local t = {}
    for i = 1, 8 do t[{ i }] = i end
    local sum = 0
    table.foreach(t, function(key, value)
      t[key] = nil
      work(2)
      if key[1] ~= value then print("lost key") end
      sum = sum + value
    end)
    if sum ~= 36 then print("lost", sum) end
  end
  print("keys of table.foreach", "ok") --> keys of table.foreach	ok
end
