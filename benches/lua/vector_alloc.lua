-- Many small tables with a metatable: vectors added by metamethods.
local N = tonumber(arg and arg[1]) or 700000

local Vector = {}
Vector.__index = Vector

local function vector(x, y, z) return setmetatable({ x = x, y = y, z = z }, Vector) end

function Vector.__add(a, b) return vector(a.x + b.x, a.y + b.y, a.z + b.z) end
function Vector.__sub(a, b) return vector(a.x - b.x, a.y - b.y, a.z - b.z) end
function Vector.__mul(a, k) return vector(a.x * k, a.y * k, a.z * k) end
function Vector:dot(b) return self.x * b.x + self.y * b.y + self.z * b.z end

local position, velocity = vector(0, 0, 0), vector(1, 0.5, 0.25)
local pull = vector(0.001, -0.002, 0.0005)
local sum = 0
for i = 1, N do
  velocity = velocity + pull * (i % 3 - 1)
  position = position + velocity * 0.01
  if i % 4 == 0 then sum = sum + (position - velocity):dot(pull) end
end
print(string.format("%.6f %.6f %.6f %.6f", position.x, position.y, position.z, sum))
