-- Making closures with a variable that they change, and calling them.
local N = tonumber(arg and arg[1]) or 900000

local function counter(step)
  local count = 0
  local function up() count = count + step return count end
  local function get() return count end
  return up, get
end

local sum = 0
for i = 1, N do
  local up, get = counter(i % 7)
  up() up() up()
  sum = sum + get()
end

local up, get = counter(3)
for _ = 1, N * 20 do up() end
print(sum, get())
