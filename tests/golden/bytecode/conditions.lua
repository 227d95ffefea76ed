-- Comparisons are fused with their jumps, in both polarities, with constants on either side.
local a, b = ...
if a < b then f(1) elseif a >= b then f(2) elseif not (a > b) then f(3) else f(4) end
if a < 1 then f() end
if 1 < a then f() end
if 1 >= a then f() end
if not (a <= 1) then f() end
if a == nil or b == "s" or 3 == a or a ~= false and b ~= true then f() end
if not a and (b or not f()) then f() end
local x = a and b
local y = a or b or 1
local z = a < b and 1 or 2
local u = a == b
local v = not (a and b)
local w = not a
local p = a and not b or a > 1
local q = nil and a
local r = 1 and a
local s = f() == 1 == true
