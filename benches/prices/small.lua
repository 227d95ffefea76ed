--- math.abs math.acos math.asin math.atan math.atan2 math.ceil math.cos math.cosh math.deg | numbers
return function()
  for i = 1, 100 do
    local x = math.abs(i) + math.acos(1 / i) + math.asin(1 / i) + math.atan(i) + math.atan2(i, 2) + math.ceil(i) + math.cos(i)
      + math.cosh(i) + math.deg(i)
  end
end
--- math.exp math.floor math.fmod math.frexp math.ldexp math.log math.log10 math.mod math.modf math.pow | numbers
return function()
  for i = 1, 100 do
    local x = math.exp(i) + math.floor(i) + math.fmod(i, 3) + math.frexp(i) + math.ldexp(i, 3) + math.log(i) + math.log10(i)
      + math.mod(i, 3) + math.modf(i) + math.pow(i, 2)
  end
end
--- math.rad math.random math.randomseed math.sin math.sinh math.sqrt math.tan math.tanh | numbers
return function()
  for i = 1, 100 do
    local x = math.rad(i) + math.random() + math.random(i) + math.random(1, i) + math.sin(i) + math.sinh(i) + math.sqrt(i)
      + math.tan(i) + math.tanh(i)
  end
  math.randomseed(1)
end
--- math.randomseed | again and again
return function() for i = 1, 100 do math.randomseed(i) end end
--- math.fmod math.mod math.ldexp math.sin math.cos math.tan math.pow | numbers that take long
return function()
  for i = 1, 100 do
    local x = math.fmod(1.7e308, 5e-324 * i) + math.mod(1e308, i * 1e-300) + math.sin(1e300 * i) + math.cos(1e22 + i) + math.tan(1e308)
    x = x + math.pow(1 + 1e-15 * i, 1e17) + math.ldexp(5e-324, 2000) + math.ldexp(1, -1e300)
  end
end
--- math.max math.min | many numbers
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() math.max(unpack(t)) math.min(unpack(t)) end
--- type rawequal | many values
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() type(unpack(t)) rawequal(1, unpack(t)) end
--- debug.getfenv debug.setfenv debug.getmetatable debug.setmetatable debug.getregistry debug.getupvalue debug.setupvalue | small
local x = 1
local f = function() x = x + 1 return x end
return function()
  for _ = 1, 100 do
    debug.setfenv(f, debug.getfenv(f)) debug.setmetatable(f, debug.getmetatable(f)) debug.getregistry()
    debug.setupvalue(f, 1, 1) debug.getupvalue(f, 1) debug.getupvalue(f, 1e9)
  end
end
--- debug.debug os.exit file:__gc file:__tostring coroutine.running | not run: the first two ask the host, a finalizer belongs to the collector
return function() for _ = 1, 100 do local s = tostring(io.stdout) end end
