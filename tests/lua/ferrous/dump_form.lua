-- A dump is source in a form of its own: nothing that PUC-Lua has compiled is loaded, and nothing that has been tampered with.
local function f(x) return x + 1 end
local dump = string.dump(f)
print(dump:sub(2, 8), dump:byte(9))                      --> Ferrous	1
print((dump:sub(-20)))                                   --> (x) return x + 1 end
print(loadstring(dump:sub(1, 8) .. "\2" .. dump:sub(10), "=d")) --> nil	d: bad header in precompiled chunk
print(loadstring("\27Lua\81\0\1\4\8\4\8\0" .. ("x"):rep(100), "=d")) --> nil	d: bad header in precompiled chunk
print(loadstring(dump .. " ", "=d"))                     --> nil	d: bad code in precompiled chunk
print(loadstring((dump:gsub("return", "retrun")), "=d"))   --> nil	d: bad code in precompiled chunk
print(loadstring((dump:gsub("x %+ 1", "x %- 1")))(5))      --> 4
print(loadstring((dump:gsub(" end", "   end")), "=d"))     --> nil	d: bad code in precompiled chunk
local up
local counted = string.dump(function() up = 1 end)
print(loadstring((counted:gsub("up = 1", "UP = 1")), "=d")) --> nil	d: bad code in precompiled chunk
