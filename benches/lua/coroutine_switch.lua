-- Switching between coroutines: generators with wrap, a pair with resume, and short-lived ones.
local N = tonumber(arg and arg[1]) or 4500000

local yield, resume, create = coroutine.yield, coroutine.resume, coroutine.create

local function numbers(n)
  return coroutine.wrap(function()
    for i = 1, n do yield(i) end
  end)
end

local sum = 0
for i in numbers(N) do sum = sum + i end

local echo = create(function(a)
  while true do a = yield(a + 1) end
end)
local value = 0
for _ = 1, N do
  local _, answer = resume(echo, value)
  value = answer
end

local short = 0
for i = 1, N / 20 do
  local co = create(function(a, b) local c = yield(a + b) return c * 2 end)
  local _, first = resume(co, i, 1)
  local _, second = resume(co, first)
  short = short + second % 10
end
print(sum, value, short)
