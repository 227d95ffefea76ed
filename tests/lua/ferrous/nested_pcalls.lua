-- lua5.1 differs: it allows 200 nested calls on its C stack. Here 200,000 pcalls may be nested.
-- heavy: a deep stack
local function nest(n)
  if n == 0 then return "bottom" end
  local ok, v = pcall(nest, n - 1)
  if not ok then error(v, 0) end
  return v
end
print(nest(100)) --> bottom
print(nest(10000)) --> bottom
print(nest(200000)) --> bottom

-- An error at the bottom passes through all of them, caught and thrown again each time.
local function fail(n)
  if n == 0 then error({ count = 0 }) end
  local ok, e = pcall(fail, n - 1)
  e.count = e.count + 1
  error(e)
end
local ok, e = pcall(fail, 100000)
print(ok, e.count) --> false	100000

-- pcall of pcall of pcall: each adds its true.
local chain = {}
for i = 1, 1000 do chain[i] = pcall end
chain[#chain + 1] = select
chain[#chain + 1] = "#"
print(select("#", unpack(chain))) --> 1002
print(select("#", pcall(unpack(chain)))) --> 1002
print((select(1002, pcall(unpack(chain))))) --> 0

-- xpcall, with its handler called once.
local handled = 0
local function xnest(n)
  if n == 0 then error("bottom", 0) end
  local ok, v = xpcall(function() return xnest(n - 1) end, function(m) handled = handled + 1 return m end)
  return v
end
print(xnest(20000), handled) --> bottom	1

-- In a coroutine, with a yield at the bottom.
local co = coroutine.wrap(function()
  local function down(n) if n == 0 then return coroutine.yield("from the bottom") end return (select(2, pcall(down, n - 1))) end
  return down(10000)
end)
print(co()) --> from the bottom
print(co("back at the top")) --> back at the top

-- The endless form ends in an error, and all is well afterwards.
local function endless() local ok, m = pcall(endless) if not ok then error(m, 0) end end
local ok, m = pcall(endless)
print(ok, string.find(m, "stack overflow", 1, true) ~= nil) --> false	true
print(nest(50000)) --> bottom
