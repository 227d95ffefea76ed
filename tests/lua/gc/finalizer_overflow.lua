-- heavy: a full stack
-- Endless recursion in a finalizer is an error in it, and nothing is left behind.
local function dying(finalizer)
  collectgarbage("stop")
  getmetatable(newproxy(true)).__gc = finalizer
end

dying(function() local function f() return 1 + f() end f() end)
local ok, message = pcall(collectgarbage)
print(ok, (message:gsub("^.-:%d+: ", ""):sub(1, 14))) --> false	stack overflow
print(pcall(collectgarbage)) --> true	0

-- Finalizers wait as long as the stack is full.
local function deep(n)
  if n == 0 then
    dying(function() print("finalized") end)
    collectgarbage()
    return 0
  end
  return 1 + deep(n - 1)
end
print(deep(15000))
--> finalized
--> 15000
