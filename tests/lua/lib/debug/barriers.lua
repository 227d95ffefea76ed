-- The debug library stores new objects where no program could: into other threads, closures and userdata that are old.

local function work(n)
  local t
  for i = 1, n do t = { i, t and 1 } end
  return t
end

local function try(what, set, get)
  for round = 1, 100 do
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
  local co = coroutine.create(function(v) local plain, other = v, 1 coroutine.yield() return plain, other end)
  coroutine.resume(co, 0)
  local function set(v) debug.setlocal(co, 1, 2, v) end
  local function get() local _, v = debug.getlocal(co, 1, 2) return v end
  try("a local of another thread", set, get) --> a local of another thread	ok
end

do
  local co = coroutine.create(function(v)
    local shared = v
    local function change() shared = shared end
    coroutine.yield(change)
    return shared
  end)
  coroutine.resume(co, 0)
  local function set(v) debug.setlocal(co, 1, 2, v) end
  local function get() local _, v = debug.getlocal(co, 1, 2) return v end
  try("a shared local of another thread", set, get) --> a shared local of another thread	ok
end

do
  local captured = 0
  local function f() return captured end
  local function g() captured = captured return captured end
  try("a shared upvalue", function(v) debug.setupvalue(f, 1, v) end, f) --> a shared upvalue	ok
end

do
  local function make(copied) return function() return copied end end
  local f = make(0)
  try("an upvalue that was copied", function(v) debug.setupvalue(f, 1, v) end, f) --> an upvalue that was copied	ok
end

do
  local co = coroutine.create(function() coroutine.yield() end)
  coroutine.resume(co)
  try("the environment of a thread", function(v) debug.setfenv(co, v) end, function() return debug.getfenv(co) end) --> the environment of a thread	ok
  local u = newproxy(true)
  try("the environment of a userdata", function(v) debug.setfenv(u, v) end, function() return debug.getfenv(u) end) --> the environment of a userdata	ok
  try("the metatable of a userdata", function(v) debug.setmetatable(u, v) end, function() return debug.getmetatable(u) end) --> the metatable of a userdata	ok
  local native = coroutine.wrap(function() end)
  try("the environment of a native", function(v) debug.setfenv(native, v) end, function() return debug.getfenv(native) end) --> the environment of a native	ok
  try("the metatable of a type", function(v) debug.setmetatable(1, v) end, function() return debug.getmetatable(2) end) --> the metatable of a type	ok
  debug.setmetatable(1, nil)
end

do
  local co = coroutine.create(function() while true do coroutine.yield() end end)
  coroutine.resume(co)
  local function set(v) debug.sethook(co, function() return v end, "l") end
  local function get() return debug.gethook(co)() end
  try("the hook of a thread", set, get) --> the hook of a thread	ok
end
