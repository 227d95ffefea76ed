-- Two levels of inheritance: methods of the class, its parent and its grandparent, and overriding.
local N = tonumber(arg and arg[1]) or 3000000

local function class(parent)
  local c = {}
  c.__index = c
  return setmetatable(c, { __index = parent })
end

local Shape = class()
function Shape.init(self, name) self.name, self.scale = name, 1 return self end
function Shape:area() return 0 end
function Shape:grow(by) self.scale = self.scale * by end
function Shape:total() return self:area() * self.scale end

local Polygon = class(Shape)
function Polygon.init(self, name, sides) Shape.init(self, name) self.sides = sides return self end
function Polygon:corners() return self.sides end

local Rectangle = class(Polygon)
function Rectangle.new(w, h)
  local self = setmetatable({}, Rectangle)
  Polygon.init(self, "rectangle", 4)
  self.w, self.h = w, h
  return self
end
function Rectangle:area() return self.w * self.h end

local Square = class(Polygon)
function Square.new(a)
  local self = setmetatable({}, Square)
  Polygon.init(self, "square", 4)
  self.a = a
  return self
end
function Square:area() return self.a * self.a end

local shapes = { Rectangle.new(2, 3), Square.new(4), Rectangle.new(1, 9), Square.new(1) }
local sum = 0
for i = 1, N do
  local s = shapes[i % 4 + 1]
  sum = sum + s:total() + s:corners()
  if i % 1000 == 0 then s:grow(i % 2000 == 0 and 0.5 or 2) end
end

local made = 0
for i = 1, N / 10 do
  local s = i % 2 == 0 and Square.new(i % 5) or Rectangle.new(i % 3, 2)
  made = made + s:total()
end
print(sum, made)
