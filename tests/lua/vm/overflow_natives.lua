-- heavy: runs to the limit of the stack many times
-- Endless recursion through natives and metamethods ends in an error that pcall catches.
local function try(name, f, ...)
  local ok, message = pcall(f, ...)
  print(name, ok, string.find(tostring(message), "overflow") ~= nil)
end
local function with(event, handler) return setmetatable({}, { [event] = handler }) end

local t
t = with("__index", function(t, k) return t[k] end)
try("__index", function() return t.x end) --> __index	false	true
t = with("__newindex", function(t, k, v) t[k] = v end)
try("__newindex", function() t.x = 1 end) --> __newindex	false	true
t = with("__add", function(a, b) return a + b end)
try("__add", function() return t + 1 end) --> __add	false	true
t = with("__unm", function(a) return -a end)
try("__unm", function() return -t end) --> __unm	false	true
t = with("__concat", function(a, b) return a .. b end)
try("__concat", function() return t .. "x" end) --> __concat	false	true
try("__concat, right", function() return "x" .. "y" .. t end) --> __concat, right	false	true
t = with("__call", function(self, n) return (self(n)) end)
try("__call", function() return t(1) end) --> __call	false	true
local mt = {}
mt.__eq = function(a, b) return a == b end
local x, y = setmetatable({}, mt), setmetatable({}, mt)
try("__eq", function() return x == y end) --> __eq	false	true
mt.__lt = function(a, b) return a < b end
try("__lt", function() return x < y end) --> __lt	false	true
try("__le by __lt", function() return x <= y end) --> __le by __lt	false	true
mt.__le = function(a, b) return a <= b end
try("__le", function() return x <= y end) --> __le	false	true
t = with("__tostring", function(self) return tostring(self) end)
try("__tostring", tostring, t) --> __tostring	false	true
try("print", print, t) --> print	false	true
local u = newproxy(true)
getmetatable(u).__len = function(v) return #v end
try("__len", function() return #u end) --> __len	false	true

local function sorts() table.sort({ 1, 2, 3 }, function(a, b) sorts() return a < b end) end
try("table.sort", sorts) --> table.sort	false	true
local function subs() return (string.gsub("x", "x", subs)) end
try("string.gsub", subs) --> string.gsub	false	true
local function subs2() return (string.gsub("x", "x", function() return (subs2()) end)) end
try("string.gsub with a closure", subs2) --> string.gsub with a closure	false	true
local function loads()
  local asked = false
  return load(function()
    if not asked then asked = true loads() end
    return nil
  end)
end
print("load", loads() ~= nil) --> load	true
local function iterate() for k in iterate do end end
try("iterator", iterate) --> iterator	false	true
local env = setmetatable({}, { __index = function(e, k) return e[k] end })
try("environment", setfenv(function() return undefined end, env)) --> environment	false	true

-- pcall in pcall: the innermost fails, the others report success; the depth is some number.
local deepest = 0
local function nest(n)
  if n > deepest then deepest = n end
  local ok, message = pcall(nest, n + 1)
  if not ok then return string.find(message, "overflow") ~= nil end
  return message
end
print("pcall", nest(1), deepest > 100) --> pcall	true	true
deepest = 0
local function xnest(n)
  if n > deepest then deepest = n end
  local ok, message = xpcall(function() return xnest(n + 1) end, function(m) return m end)
  if not ok then return string.find(tostring(message), "overflow") ~= nil or message == nil end
  return message
end
print("xpcall", (pcall(xnest, 1)), deepest > 50) --> xpcall	true	true

-- A coroutine that starts a coroutine that starts a coroutine.
deepest = 0
local function conest(n)
  if n > deepest then deepest = n end
  local ok, message = coroutine.resume(coroutine.create(conest), n + 1)
  if not ok then return string.find(message, "overflow") ~= nil end
  return message
end
print("resume", conest(1), deepest > 100) --> resume	true	true
local function wnest() return (coroutine.wrap(wnest)()) end
try("wrap", wnest) --> wrap	false	true

-- Handlers of xpcall that overflow.
local function endless() return 1 + endless() end
print("handler", (xpcall(error, endless))) --> handler	false
print("handler after an overflow", xpcall(endless, function(m) return string.find(m, "overflow") ~= nil end)) --> handler after an overflow	false	true

-- Everything still works.
t = with("__add", function(a, b) return b end)
print(t + 1, tostring(12), pcall(pcall, error, 1), #string.rep("x", 3)) --> 1	12	true	3
print(coroutine.wrap(function() return "alive" end)()) --> alive
local list = { 3, 1, 2 }
table.sort(list, function(p, q) return p < q end)
print(list[1], list[2], list[3]) --> 1	2	3
