-- What programs see of the collector: finalizers and weak tables.

--- finalizers: newest first, once
for i = 1, 3 do getmetatable(newproxy(true)).__gc = function() print("gone", i) end end
collectgarbage()
collectgarbage()
print("end")
--> gone	3
--> gone	2
--> gone	1
--> end

--- finalizers-resurrect: an object can come back
local back
do
  local p = newproxy(true)
  getmetatable(p).__gc = function(o) back = o end
end
p = nil
collectgarbage() collectgarbage()
print(type(back))
--> userdata

--- finalizers-at-end: what is left goes when the program ends
local p = newproxy(true)
getmetatable(p).__gc = function() print("closed") end
print("last line")
--> last line
--> closed

--- finalizers-of-tables: tables have none in 5.1
setmetatable({}, {__gc = function() print("never") end})
collectgarbage()
print("end")
--> end

--- weak-values: what nothing else holds goes
local t = setmetatable({}, {__mode = "v"})
t[1], t[2], t.x, t.s = {}, "string", {}, 5
local keep = {}
t.keep = keep
collectgarbage()
print(t[1], t[2], t.x, t.s, t.keep == keep)
--> nil	string	nil	5	true

--- weak-keys: entries of keys that are gone go
local t = setmetatable({}, {__mode = "k"})
local keep = {}
t[keep], t[{}], t["s"] = "kept", "lost", "string"
collectgarbage()
local n = 0
for k, v in pairs(t) do n = n + 1 end
print(n, t[keep], t.s)
--> 2	kept	string

--- weak-both: either of them
local t = setmetatable({}, {__mode = "kv"})
local keep = {}
t[keep], t[1] = {}, keep
collectgarbage()
print(t[keep], t[1] == keep)
--> nil	true
