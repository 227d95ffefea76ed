-- Userdata that are finalized leave weak values before, and weak keys after it.

local function proxy(finalizer)
  local u = newproxy(true)
  getmetatable(u).__gc = finalizer
  return u
end

local values = setmetatable({}, { __mode = "v" })
local keys = setmetatable({}, { __mode = "k" })
local both = setmetatable({}, { __mode = "kv" })
local saved
local function make()
  local u = proxy(function(u)
    print(values.u, keys[u], both[u], both.u) --> nil	as a key	as a key	nil
    keys[u] = "again"
    saved = u
  end)
  values.u, both.u = u, u
  keys[u], both[u] = "as a key", "as a key"
end
make()
collectgarbage()
collectgarbage()
print(keys[saved], both[saved]) --> again	as a key

-- As a value it does not count any more, although it lives.
values.u = saved
both.u = saved
collectgarbage()
print(values.u, both.u, type(saved)) --> nil	nil	userdata

-- Not even in a table whose keys only are weak.
keys.name = saved
collectgarbage()
print(keys.name) --> nil

saved = nil
collectgarbage()
print(next(keys), next(both), next(values)) --> nil	nil	nil

-- Userdata without a finalizer are like other objects.
local function plain()
  local u = newproxy()
  keys[u], values.u = 1, u
  local v = newproxy(true)
  keys[v], values.v = 1, v
end
plain()
collectgarbage()
print(next(keys), next(values)) --> nil	nil

-- What a userdata to be finalized holds stays in weak tables until its finalizer is over.
local function holds()
  local object = {}
  values.object, keys[object] = object, "held"
  local u = proxy(function() print(values.object == object, keys[object]) end)
end
holds()
collectgarbage()
collectgarbage()
print(next(keys), next(values))
--> true	held
--> nil	nil

-- A handler that only a weak metatable holds is gone with everything else.
local function weak_handler()
  local u = newproxy(true)
  setmetatable(getmetatable(u), { __mode = "v" })
  local up = {}
  getmetatable(u).__gc = function() print("never", up) end
end
weak_handler()
collectgarbage()
collectgarbage()
print("over") --> over

-- A weak table that only the userdata holds is cleared before its finalizer.
local function held()
  local u = newproxy(true)
  local meta = getmetatable(u)
  meta.weak = setmetatable({ [{}] = 1, [1] = {} }, { __mode = "kv" })
  meta.__gc = function(u) print(next(getmetatable(u).weak)) end
end
held()
collectgarbage()
--> nil
