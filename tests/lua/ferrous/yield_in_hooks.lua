-- Hooks may yield; there is no C stack in the way.

local function numbers()
  local sum = 0
  for i = 1, 3 do
    sum = sum + i
  end
  return sum
end

-- A scheduler that does not trust its threads: they are made to yield from outside.
local function preempt(f, ...)
  local co = coroutine.create(f)
  local slices = 0
  debug.sethook(co, function() coroutine.yield("preempted") end, "", 5)
  while true do
    local ok, result = coroutine.resume(co, ...)
    if result ~= "preempted" then return slices, ok, result end
    slices = slices + 1
  end
end
print(preempt(numbers)) --> 2	true	6
print(preempt(function() return (pcall(numbers)) end)) --> 3	true	true
print(preempt(function() error("failed", 0) end)) --> 0	false	failed

-- Every line, every call and every return.
local co = coroutine.create(function(a)
  local b = math.floor(a)
  return b, a
end)
debug.sethook(co, function(event, line) coroutine.yield(event, line) end, "crl")
local told = {}
while true do
  local results = { coroutine.resume(co, 1.5) }
  if coroutine.status(co) == "dead" then
    print(unpack(results)) --> true	1	1.5
    break
  end
  told[#told + 1] = results[2] .. (results[3] and " " .. results[3] or "")
end
print(table.concat(told, ", ")) --> call, line 28, call, return, line 29, return
