-- heavy: files of many buffers
local name = os.tmpname()
local file = io.open(name, "w")
for i = 1, 20000 do file:write(i, "\n") end
file:write(("x"):rep(300000), "\n", ("y"):rep(300000))
file:close()

local sum, count = 0, 0
file = io.open(name)
print(file:seek("end"), file:seek("set")) --> 708895	0
for i = 1, 20000 do sum = sum + file:read("*n") end
print(sum, file:read()) --> 200010000	
print(#file:read(), #file:read(), file:read()) --> 300000	300000	nil
file:seek("set")
local all = file:read("*a")
file:seek("set")
local parts = {}
repeat
  local part = file:read(7919)
  parts[#parts + 1] = part
until not part
print(#all, #parts, table.concat(parts) == all) --> 708895	90	true
file:close()
for line in io.lines(name) do count = count + #line end
print(count) --> 688894

-- Long values in one go.
file = io.open(name, "w")
print(file:write(all, 1, all), file:close()) --> true	true
file = io.open(name)
local both = file:read(1e9)
print(#both, both == all .. 1 .. all) --> 1417791	true
file:seek("set")
print(#file:read(#all), file:read("*n")) --> 708895	11
file:close()
file = io.open("/dev/zero")
print(file:read(1e6) == ("\0"):rep(1e6)) --> true
file:close()
os.remove(name)
