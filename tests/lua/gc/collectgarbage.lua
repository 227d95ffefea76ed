-- heavy: much garbage
-- What `collectgarbage` and `gcinfo` answer.

print(collectgarbage()) --> 0
print(collectgarbage("collect"), collectgarbage(nil), collectgarbage("collect", 5)) --> 0	0	0
print(collectgarbage("stop"), collectgarbage("restart")) --> 0	0
print(type(collectgarbage("count")), collectgarbage("count") > 1) --> number	true
print(type(collectgarbage("step"))) --> boolean
print(collectgarbage("step", 1000000), collectgarbage("step", -1)) --> true	true

-- The settings answer what they were, whatever that was.
print(collectgarbage("setpause", 150), collectgarbage("setpause", -3)) --> 200	150
print(collectgarbage("setpause", 0), collectgarbage("setpause")) --> -3	0
print(collectgarbage("setpause", 200)) --> 0
print(collectgarbage("setstepmul", 400), collectgarbage("setstepmul", 0)) --> 200	400
print(collectgarbage("setstepmul", 200.9), collectgarbage("setstepmul", "200")) --> 0	200

print(pcall(collectgarbage, "bogus")) --> false	bad argument #1 to '?' (invalid option 'bogus')
print(pcall(collectgarbage, 12)) --> false	bad argument #1 to '?' (invalid option '12')
print(pcall(collectgarbage, {})) --> false	bad argument #1 to '?' (string expected, got table)
print(pcall(collectgarbage, "count", "x")) --> false	bad argument #2 to '?' (number expected, got string)
print(pcall(collectgarbage, "nothing", "x")) --> false	bad argument #1 to '?' (invalid option 'nothing')
print(select("#", gcinfo()), gcinfo() == math.floor(gcinfo())) --> 1	true

-- A cycle in steps: small ones take several, and what is garbage at the start is gone at the end.
local function steps(size)
  collectgarbage()
  collectgarbage("stop")
  local t = {}
  for i = 1, 200 do t[i] = { {} } end
  t = nil
  local before = collectgarbage("count")
  local n = 0
  repeat
    n = n + 1
    collectgarbage("stop")
  until collectgarbage("step", size)
  assert(collectgarbage("count") < before)
  return n
end
print(steps(0) > 5, steps(10000)) --> true	1

-- Stopped, it lets garbage be; restarted, it does not.
collectgarbage()
collectgarbage("stop")
local before = collectgarbage("count")
for i = 1, 2000 do local t = { { i } } end
print(collectgarbage("count") > before + 50) --> true
collectgarbage("restart")
local limit = collectgarbage("count") + 20000
local held = 0
for i = 1, 100000 do
  local t = { { i } }
  if i % 1000 == 0 then held = math.max(held, collectgarbage("count")) end
end
print(held < limit) --> true
collectgarbage()
print(collectgarbage("count") < before + 50) --> true
