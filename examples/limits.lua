-- A program that never ends by itself, in a few disguises. Run it with a fuel limit to see it stopped;
-- without one it is for the patient.
--
-- Choose the disguise with an argument: loop, call, pcall, coroutine, metamethod, sort or gsub.
local shapes = {}

function shapes.loop()
  local turns = 0
  while true do turns = turns + 1 end
end

-- A tail call is a loop, too.
function shapes.call(n)
  return shapes.call((n or 0) + 1)
end

-- Catching errors does not help: being out of fuel is not an error of the script.
function shapes.pcall()
  while true do pcall(shapes.loop) end
end

function shapes.coroutine()
  while true do
    coroutine.wrap(shapes.loop)()
  end
end

function shapes.metamethod()
  local patient = setmetatable({}, { __index = function() return shapes.loop() end })
  return patient.answer
end

function shapes.sort()
  table.sort({ 3, 1, 2 }, function() shapes.loop() end)
end

function shapes.gsub()
  return (string.gsub("endless", "%a", shapes.loop))
end

local choice = arg and arg[1] or "loop"
local shape = shapes[choice]
if not shape then
  print("no such shape: " .. choice)
else
  print("running: " .. choice)
  shape()
  print("this line is never reached")
end
