--- while | an empty loop
return function() local i = 0 while i < 1000 do i = i + 1 end end
--- call | calls of a Lua function
local function f() end
return function() for _ = 1, 1000 do f() end end
--- call | deep recursion
local function f(n) if n > 0 then return 1 + f(n - 1) end return 0 end
return function() f(100000) end
--- call | recursion without end
local function f() return 1 + f() end
return function() pcall(f) end
--- call | coroutines inside coroutines without end
local function f() return coroutine.wrap(f)() end
return function() pcall(f) end
--- call | frames of 200 registers
local names = {}
for i = 1, 190 do names[i] = "a" .. i end
local f = loadstring("local " .. table.concat(names, ",") .. " return function(n, f) local "
  .. table.concat(names, ",") .. " if n > 0 then f(n - 1, f) end end")()
return function() f(10000, f) end
--- call | through __call
local t = setmetatable({}, { __call = function() end })
return function() for _ = 1, 1000 do t() end end
--- call | a chain of __call
local t = {}
for _ = 1, 50 do t = setmetatable({}, { __call = t }) end
return function() pcall(t) end
--- call | methods
local t = {}
function t:m() return self end
return function() for _ = 1, 1000 do t:m() end end
--- call | many arguments
local t = {}
local BYTES, ITEMS = ...
for i = 1, math.min(ITEMS, 2^20) do t[i] = i end
local function f(...) end
return function() f(unpack(t)) end
--- vararg | many arguments into a table
local BYTES, ITEMS = ...
local t = {}
for i = 1, math.min(ITEMS, 2^20) do t[i] = i end
local function f(...) return { ... } end
return function() f(unpack(t)) end
--- vararg | old style
local BYTES, ITEMS = ...
local t = {}
for i = 1, math.min(ITEMS, 2^20) do t[i] = i end
local f = loadstring("return function(...) return arg.n end")()
return function() f(unpack(t)) end
--- vararg | handed on again and again
local BYTES, ITEMS = ...
local t = {}
for i = 1, math.min(ITEMS, 2^20) do t[i] = i end
local function f(n, ...) if n > 0 then return f(n - 1, ...) end end
return function() f(100, unpack(t)) end
--- vararg | handed on, not as the last call
local function f(n, ...) if n > 0 then f(n - 1, n, ...) end end
return function() f(1000) end
--- function | closures with upvalues
return function()
  local a, b, c, d = 1, 2, 3, 4
  for i = 1, 100 do local f = function() a = i return a, b, c, d end end
end
--- function | closures with 60 upvalues
local names = {}
for i = 1, 60 do names[i] = "a" .. i end
names = table.concat(names, ",")
return loadstring("return function() local " .. names .. " for i = 1, 100 do local f = function() return " .. names
  .. " end end end")()
--- .. | two long strings
local BYTES = ...
local a = ("x"):rep(BYTES)
return function() local s = a .. a end
--- .. | one byte more
local BYTES = ...
local a = ("x"):rep(BYTES)
return function() local s = a .. "y" end
--- .. | appending
local BYTES = ...
local s = ("x"):rep(BYTES / 16)
return function() s = s .. "y" end
--- .. | many operands
local names = {}
for i = 1, 150 do names[i] = "a" end
local f = assert(loadstring("local a = ('x'):rep(100) return function() return " .. table.concat(names, "..") .. " end"))()
return function() for _ = 1, 100 do f() end end
--- .. | numbers
return function() for i = 1, 100 do local s = 1e300 / 3 .. i / 7 .. 5e-324 .. -1 / 3 end end
--- .. | through __concat
local t = setmetatable({}, { __concat = function(a, b) return "" end })
return function() for _ = 1, 1000 do local s = t .. "x" end end
--- == < | long strings that are the same
local BYTES = ...
local a, b = ("x"):rep(BYTES), ("x"):rep(BYTES)
return function() local x, y, z = a == b, a < b, a <= b end
--- == | long strings that differ at the end
local BYTES = ...
local a, b = ("x"):rep(BYTES) .. "a", ("x"):rep(BYTES) .. "b"
return function() local x, y = a == b, a < b end
--- == < | strings of 40 bytes
local a, b = ("x"):rep(40) .. "a", ("x"):rep(40) .. "b"
return function() for _ = 1, 1000 do local x, y, z = a == b, a < b, a <= b end end
--- == < | through metamethods
local m = { __eq = function() return true end, __lt = function() return true end, __le = function() return true end }
local a, b = setmetatable({}, m), setmetatable({}, m)
return function() for _ = 1, 1000 do local x, y, z = a == b, a < b, a <= b end end
--- + - * / % ^ | numbers
return function() local x = 1.5 for i = 1, 1000 do x = (x * i + 1) / (i - 0.5) % 7 ^ 2 end end
--- ^ % | powers and remainders that take long
return function()
  local x = 0
  for i = 1, 100 do x = x + (1 + 1e-9 * i) ^ 1e17 + 1e308 % (1e-300 * i) + 1e300 % i + 5e-324 ^ 0.1 end
end
--- + | texts that are numbers
return function() local x = 0 for i = 1, 100 do x = "1e308" + "0x7fffffff" + "  12345678901234567890  " end end
--- + | long texts that are numbers
local BYTES = ...
local s = "1" .. ("0"):rep(BYTES) .. "e-" .. BYTES
return function() local x = s + 0 end
--- + | long texts of spaces
local BYTES = ...
local s = (" "):rep(BYTES) .. "1"
return function() local x = s + 0 end
--- + | through __add
local t = setmetatable({}, { __add = function() return 1 end })
return function() for _ = 1, 1000 do local x = t + 1 end end
--- [] | short keys
local t = {}
for i = 1, 1000 do t["k" .. i] = i end
return function() for i = 1, 1000 do local x = t["k" .. i] end end
--- [] | long keys, each of them new
local BYTES = ...
local t = {}
local s = ("x"):rep(BYTES)
local i = 0
return function() i = i + 1 t[s .. i] = nil local x = t[i .. s] end
--- [] | keys of 1,000 bytes
local s = ("x"):rep(1000)
local i = 0
return function()
  local t = {}
  for _ = 1, 200 do i = i + 1 t[s .. i] = i end
end
--- [] | a table that is filled with names
local BYTES, ITEMS = ...
local names = {}
for i = 1, ITEMS do names[i] = "name" .. i end
return function() local t = {} for i = 1, ITEMS do t[names[i]] = i end end
--- [] | a table that is filled with new strings
local BYTES, ITEMS = ...
local n = 0
return function() local t = {} for i = 1, ITEMS do n = n + 1 t["x" .. n] = i end end
--- [] | a table that is filled from the front
local BYTES, ITEMS = ...
return function() local t = {} for i = 1, ITEMS do t[i] = i end end
--- [] | a table that is filled from the back
local BYTES, ITEMS = ...
return function() local t = {} for i = ITEMS, 1, -1 do t[i] = i end end
--- [] | a table that is filled with fractions
local BYTES, ITEMS = ...
return function() local t = {} for i = 1, ITEMS do t[i + 0.5] = i end end
--- [] | a table that is filled with tables
local BYTES, ITEMS = ...
local keys = {}
for i = 1, ITEMS do keys[i] = {} end
return function() local t = {} for i = 1, ITEMS do t[keys[i]] = i end end
--- [] | a table that is filled at powers of two
return function()
  local t = {}
  for i = 0, 52 do t[2 ^ i] = i t[-2 ^ i] = i t[2 ^ -i] = i end
end
--- [] | a table that is filled in random order
local BYTES, ITEMS = ...
local order = {}
for i = 1, ITEMS do order[i] = i end
for i = ITEMS, 2, -1 do local j = math.random(i) order[i], order[j] = order[j], order[i] end
return function() local t = {} for i = 1, ITEMS do t[order[i]] = i end end
--- [] | keys that come and go in a full table
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t["k" .. i] = i end
local i = 0
return function() i = i + 1 t[i + 0.5] = 1 t[i + 0.5] = nil end
--- [] | keys that come and go in an array with holes
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
for i = 2, ITEMS - 1, 2 do t[i] = nil end
local i = 0
return function() i = i + 1 t[i + 0.5] = 1 t[i + 0.5] = nil t[ITEMS + 1 + i % 8] = 1 t[ITEMS + 1 + i % 8] = nil end
--- [] | an array whose end comes and goes
local BYTES, ITEMS = ...
local n = 2 ^ math.floor(math.log(ITEMS) / math.log(2))
local t = {}
for i = 1, n do t[i] = i end
return function() t[n + 1] = 1 t[n + 1] = nil t[n] = nil t[n] = 1 t[-1] = 1 t[-1] = nil end
--- [] | an array that becomes a hash and an array again
local BYTES, ITEMS = ...
return function()
  local t = {}
  for i = 1, ITEMS do t[i] = i end
  for i = 1, ITEMS do t[i] = nil end
  for i = 1, ITEMS do t["x" .. i % 100] = i end
end
--- [] | keys that are numbers with the same low bits
local BYTES, ITEMS = ...
return function() local t = {} for i = 1, ITEMS do t[i * 2 ^ 40] = i end end
--- [] | many small tables
return function() for i = 1, 100 do local t = { i, x = i } end end
--- [] | many small tables that grow
return function() for i = 1, 100 do local t = {} t[1] = 1 t.x = 1 t.y = 1 t.z = 1 end end
--- [] | a large heap while garbage is made
local BYTES, ITEMS = ...
local heap = {}
for i = 1, ITEMS * 8 do heap[i] = { i } end
return function() for i = 1, 100 do local t = { i } end end
--- [] | a large heap of strings while garbage is made
local BYTES, ITEMS = ...
local heap = {}
for i = 1, ITEMS * 4 do heap["s" .. i] = i .. "" end
return function() for i = 1, 100 do local t = { i } end end
--- [] | a heap that is one list
local BYTES, ITEMS = ...
local list
for i = 1, ITEMS * 8 do list = { list } end
return function() for i = 1, 100 do local t = { i } end end
--- [] | long chains of __index
local t = { x = 1 }
for _ = 1, 90 do t = setmetatable({}, { __index = t }) end
return function() for _ = 1, 100 do local x = t.x end end
--- [] | a loop of __index
local t = {}
setmetatable(t, { __index = t })
return function() pcall(function() return t.x end) end
--- [] | long chains of __newindex
local t = {}
for _ = 1, 90 do t = setmetatable({}, { __newindex = t }) end
return function() for _ = 1, 100 do t.x = 1 end end
--- [] | tables that forget their values
local BYTES, ITEMS = ...
local t = setmetatable({}, { __mode = "v" })
local n = 0
return function() for _ = 1, 100 do n = n % ITEMS + 1 t[n] = {} end end
--- [] | tables that forget their keys
local BYTES, ITEMS = ...
local t = setmetatable({}, { __mode = "k" })
return function() for i = 1, 100 do t[{}] = i end end
--- # | the length of an array
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() for _ = 1, 1000 do local n = #t end end
--- # | the length of an array with a hole at the end
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
t[#t] = nil
return function() for _ = 1, 1000 do local n = #t end end
--- # | the length of a table of nodes
local BYTES, ITEMS = ...
local t = {}
for i = ITEMS, 1, -1 do t[i] = i end
t.x = 1
return function() for _ = 1, 1000 do local n = #t end end
--- {} | constructors of 10,000 items
local items = {}
for i = 1, 10000 do items[i] = "x" end
local f = loadstring("local x = 1 return function() return {" .. table.concat(items, ",") .. "} end")()
return function() f() end
--- {} | constructors of 1,000 fields
local items = {}
for i = 1, 1000 do items[i] = "a" .. i .. "=x" end
local f = loadstring("local x = 1 return function() return {" .. table.concat(items, ",") .. "} end")()
return function() f() end
--- {} | with a hint that is much too large
local f = loadstring("return function() return {" .. ("nil,"):rep(60000) .. "} end")()
return function() f() end
--- for | pairs of an array
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() for k, v in pairs(t) do end end
--- for | pairs of nodes
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t["x" .. i] = i end
return function() for k, v in pairs(t) do end end
--- for | pairs of holes
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
for i = 1, ITEMS do t[i] = nil end
for i = 1, ITEMS do t["x" .. i] = i end
for i = 1, ITEMS do t["x" .. i] = nil end
return function() for k, v in pairs(t) do end end
--- for | ipairs
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() for k, v in ipairs(t) do end end
--- for | an iterator in Lua
local function step(n, i) if i < n then return i + 1 end end
return function() for i in step, 1000, 0 do end end
--- for | a coroutine that yields
return function() for i in coroutine.wrap(function() for i = 1, 1000 do coroutine.yield(i) end end) do end end
--- for | without a body
return function() for i = 1, 1000 do end for i = 1000, 1, -1 do end for i = 1, 100, 0.1 do end end
--- {} | garbage beside a large heap
local BYTES, ITEMS = ...
local heap = {}
for i = 1, ITEMS * 4 do heap[i] = { i } end
return function() for i = 1, 100000 do local t = {} end return heap end
--- {} | garbage with an eager collector
local BYTES, ITEMS = ...
local heap = {}
for i = 1, ITEMS * 4 do heap[i] = { i } end
collectgarbage("setpause", 0)
collectgarbage("setstepmul", 1000000)
return function() for i = 1, 1000 do local s = ("x"):rep(1000) end return heap end
--- {} | garbage beside a long list of one object
local BYTES, ITEMS = ...
local heap, object = {}, {}
for i = 1, ITEMS * 16 do heap[i] = object end
collectgarbage("setpause", 0)
return function() for i = 1, 1000 do local s = ("x"):rep(10000) end return heap end
