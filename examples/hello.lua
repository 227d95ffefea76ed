-- A short tour: a class, a coroutine, and an error that is caught.
-- Run it with a fuel limit; it needs very little.

-- A class is a table that its objects look into.
local Greeter = {}
Greeter.__index = Greeter

function Greeter.new(name)
  return setmetatable({ name = name, count = 0 }, Greeter)
end

function Greeter:greet(whom)
  self.count = self.count + 1
  return "Hello, " .. whom .. "! I am " .. self.name .. "."
end

Greeter.__tostring = function(self) return self.name .. " (" .. self.count .. " greetings)" end

local ferrous = Greeter.new("Ferrous")
print(ferrous:greet("world"))
print(ferrous:greet(_VERSION))
print(ferrous)

-- A coroutine is a function that stops in the middle and goes on later.
local function fibonacci()
  local a, b = 0, 1
  while true do
    coroutine.yield(a)
    a, b = b, a + b
  end
end

local numbers = {}
local next_number = coroutine.wrap(fibonacci)
for i = 1, 12 do numbers[i] = next_number() end
print("Fibonacci: " .. table.concat(numbers, " "))

-- It may stop anywhere, also inside of a pcall or a metamethod.
local careful = coroutine.wrap(function()
  local ok, message = pcall(function()
    local answer = coroutine.yield("What is six times seven?")
    if answer ~= 42 then error("I do not think that it is " .. answer, 0) end
    return "right"
  end)
  return ok, message
end)
print(careful())
print(careful(54))

-- An error can be any value; pcall hands it over and the program goes on.
local ok, problem = pcall(function()
  error({ code = 404, text = "nobody to greet" })
end)
print(ok, problem.code, problem.text)

-- Mistakes say what and where.
local _, message = pcall(function()
  local unknown
  return unknown.field
end)
print(message)
