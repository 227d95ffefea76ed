--- unpack | a large array
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() local x = unpack(t) end
--- unpack | nothing, very often
local BYTES, ITEMS = ...
return function() local x = unpack({}, 1, ITEMS) end
--- unpack | far outside
return function() pcall(unpack, {}, 0, 2 ^ 31 - 1) pcall(unpack, {}, -2 ^ 31, 2 ^ 31 - 1) pcall(unpack, {}, 1, 1e8) end
--- select | from the far end
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
local function f(...) for _ = 1, 10 do local a, b = select("#", ...), select(-1, ...) end end
return function() f(unpack(t)) end
--- select | nearly all
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
local function f(...) for _ = 1, 10 do local a = select(2, ...) end end
return function() f(unpack(t)) end
--- select | each of 250
local t = {}
for i = 1, 250 do t[i] = i end
local function f(...) for i = 1, select("#", ...) do local a = select(i, ...) end end
return function() f(unpack(t)) end
--- tostring | numbers of many digits
return function() for i = 1, 100 do local s = tostring(i / 3 * 1e300) s = tostring(5e-324 * i) s = tostring(-1e15 / i) end end
--- tostring | objects
return function() for i = 1, 100 do local s = tostring({}) s = tostring(print) end end
--- tostring | through __tostring
local BYTES = ...
local s = ("x"):rep(BYTES)
local t = setmetatable({}, { __tostring = function() return s end })
return function() for i = 1, 100 do local s = tostring(t) end end
--- tonumber | long numerals
local BYTES = ...
local s = ("9"):rep(BYTES)
return function() local x = tonumber(s) end
--- tonumber | long numerals behind the point
local BYTES = ...
local s = "0." .. ("0"):rep(BYTES) .. "1e" .. BYTES
return function() local x = tonumber(s) end
--- tonumber | long hexadecimal numerals
local BYTES = ...
local s = "0x" .. ("f"):rep(BYTES)
return function() local x = tonumber(s) end
--- tonumber | long numerals of base 2 and 36
local BYTES = ...
local s, t = ("1"):rep(BYTES), ("z"):rep(BYTES)
return function() local x, y = tonumber(s, 2), tonumber(t, 36) end
--- tonumber | spaces
local BYTES = ...
local s = (" "):rep(BYTES) .. "1" .. (" "):rep(BYTES)
return function() local x, y = tonumber(s), tonumber(s, 7) end
--- tonumber | numerals that are hard to round
local t = {}
for i = 1, 100 do t[i] = "17976931348623157" .. ("0"):rep(280) .. "." .. ("1"):rep(i * 5) t[100 + i] = "2.4703282292062327208e-" .. 324 + i % 3 end
t[201] = "2.2250738585072011360574097967091319759348195463516456480234261097248222220210769455165295239081350879141491589130396211068700864386945946455274072078206217433799881410632673292535522868813721490129811224514518898490572223072852551331557550159143974763979834118019993239625482890171070818506906306666559949382757725720157630626906633326475653000092458883164330377797918696120494973903778297049050510806099407302629371289589500035837999672072543043602840788957717961509455167482434710307026091446215722898802581825451803257070188608721131280795122334262883686223215037756666225039825343359745688844239002654981983854879482922068947216898310996983658468140228542433306603398508864458040010349339704275671864433837704860378616227717385456230658746790140867233276367187499e-308"
return function() for i = 1, #t do local x = tonumber(t[i]) end end
--- tostring print | strings of the length of a line
local s = ("x"):rep(80)
return function() for i = 1, 100 do print(s, i, nil, true) end end
--- print | long strings
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() print(s, s) end
--- print | many arguments
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() print(unpack(t)) end
--- next | over holes
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
for i = 1, ITEMS - 1 do t[i] = nil end
return function() for _ = 1, 10 do local k = next(t) end end
--- next | over holes among nodes
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t["x" .. i] = i end
for i = 1, ITEMS do t["x" .. i] = nil end
return function() for _ = 1, 10 do local k = next(t) end end
--- next pairs ipairs rawget rawset rawequal | small steps
local t = { 1, 2, 3, x = 1, y = 2 }
return function()
  for _ = 1, 100 do
    local k = next(t) k = next(t, k) k = rawget(t, "x") rawset(t, "y", k) k = rawequal(t, k)
    local a, b, c = pairs(t) a, b, c = ipairs(t)
  end
end
--- rawequal | long strings
local BYTES = ...
local a, b = ("x"):rep(BYTES), ("x"):rep(BYTES)
return function() local x = rawequal(a, b) end
--- rawget rawset | long keys
local BYTES = ...
local a, i, t = ("x"):rep(BYTES), 0, {}
return function() i = i + 1 local x = rawget(t, a .. i) rawset(t, i .. a, nil) end
--- pcall error | an error with a position
return function() for _ = 1, 100 do pcall(error, "x") pcall(error, "x", 2) pcall(error) end end
--- pcall error | long messages
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() pcall(error, s) pcall(function() error(s) end) end
--- pcall error | from a deep stack
local function f(n, e) if n > 0 then f(n - 1, e) return end error("x", e) end
return function() pcall(f, 10000, 1) pcall(f, 10000, 9000) end
--- pcall | errors of the machine with names of variables
local t = { name = 1 }
return function()
  for _ = 1, 20 do
    pcall(function() local x = t.name.other.third end)
    pcall(function() local x = t + 1 end)
    pcall(function() local x = t < 1 end)
    pcall(function() undefined() end)
    pcall(function() local x = t .. "" end)
    pcall(string.rep) pcall(("x").rep, "x", {})
  end
end
--- pcall | an error at the end of long code
local f = loadstring(("local x = 1 x = x + 1\n"):rep(20):rep(9) .. ("a.b = 1\n"):rep(10000) .. "c.d.e = 1")
local a = setmetatable({ }, { __index = function(_, k) if k == "a" then return {} end return nil end })
setfenv(f, a)
return function() pcall(f) end
--- pcall | an error in a function with many locals and lines
local f = loadstring(("do local a, b, c, d = 1, 2, 3, 4 end "):rep(5000) .. ("\n"):rep(1000) .. " local x = nil; x()")
return function() pcall(f) end
--- xpcall debug.traceback | from a deep stack
local function f(n) if n > 0 then f(n - 1) return end error("x") end
return function() xpcall(function() f(10000) end, debug.traceback) end
--- xpcall | a handler that fails
return function() for _ = 1, 10 do xpcall(error, function(e) error(e) end) end end
--- xpcall | overflow in the handler
local function f() return 1 + f() end
return function() xpcall(f, f) end
--- assert | long messages
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() pcall(assert, false, s) end
--- assert | many values
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() assert(unpack(t)) end
--- pcall | many values
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
return function() pcall(unpack, t) pcall(type, unpack(t)) end
--- loadstring | spaces
local BYTES = ...
local s = (" "):rep(BYTES / 4)
return function() loadstring(s) end
--- loadstring | a long comment
local BYTES = ...
local s = "--[[" .. ("x"):rep(BYTES / 4) .. "]]"
return function() loadstring(s) end
--- loadstring | calls
local BYTES = ...
local s = ("f()"):rep(BYTES / 16)
return function() loadstring(s) end
--- loadstring | constants
local BYTES = ...
local t = {}
for i = 1, BYTES / 64 do t[i] = "x=" .. i end
local s = table.concat(t, " ")
return function() loadstring(s) end
--- loadstring | names
local BYTES = ...
local t = {}
for i = 1, BYTES / 64 do t[i] = "x" .. i .. "=y" end
local s = table.concat(t, " ")
return function() loadstring(s) end
--- loadstring | a long string
local BYTES = ...
local s = "return '" .. ("x"):rep(BYTES / 4) .. "'"
return function() loadstring(s) end
--- loadstring | a string of escapes
local BYTES = ...
local s = "return '" .. ("\\1"):rep(BYTES / 8) .. "'"
return function() loadstring(s) end
--- loadstring | functions
local BYTES = ...
local s = ("local function f() end f=function(...) return ... end "):rep(3000)
s = ("do local function f() end x=function(...) return ... end end "):rep(BYTES / 512)
return function() loadstring(s) end
--- loadstring | one table
local BYTES = ...
local s = "return {" .. ("1,"):rep(BYTES / 16) .. "}"
return function() loadstring(s) end
--- loadstring | tables in a table
local BYTES = ...
local s = "return {" .. ("{},"):rep(BYTES / 16) .. "}"
return function() loadstring(s) end
--- loadstring | semicolons
local BYTES = ...
local s = ("x=1;"):rep(BYTES / 32)
return function() loadstring(s) end
--- loadstring | operators
local BYTES = ...
local s = "return " .. ("1+x*"):rep(BYTES / 32) .. "1"
return function() loadstring(s) end
--- loadstring | conditions
local BYTES = ...
local s = "return " .. ("a and b or "):rep(BYTES / 64) .. "1"
return function() loadstring(s) end
--- loadstring | minus signs
local BYTES = ...
local s = "return " .. ("- "):rep(150) .. "1"
s = ("x=" .. ("- "):rep(100) .. "y "):rep(BYTES / 4096)
return function() loadstring(s) end
--- loadstring | brackets
local BYTES = ...
local s = ("x=" .. ("("):rep(100) .. "y" .. (")"):rep(100) .. " "):rep(BYTES / 4096)
return function() loadstring(s) end
--- loadstring | locals of 200
local names = {}
for i = 1, 190 do names[i] = "a" .. i end
local s = ("do local " .. table.concat(names, ",") .. "=1 end "):rep(20)
return function() loadstring(s) end
--- loadstring | loops and jumps
local BYTES = ...
local s = ("while a do if b then break else c=d end end "):rep(BYTES / 256)
return function() loadstring(s) end
--- loadstring | very many jumps to one place
local BYTES = ...
local s = "while a do " .. ("if b then break end "):rep(BYTES / 128) .. "end"
return function() loadstring(s) end
--- loadstring | elseif
local BYTES = ...
local s = "if a then " .. ("elseif b then c() "):rep(BYTES / 128) .. "end"
return function() loadstring(s) end
--- loadstring | methods
local BYTES = ...
local s = "x=a" .. (":b()"):rep(BYTES / 32)
return function() loadstring(s) end
--- loadstring | an error at the end
local BYTES = ...
local s = ("x=1 "):rep(BYTES / 32) .. "="
return function() loadstring(s) end
--- loadstring | small chunks
return function() for i = 1, 10 do loadstring("return " .. i) end end
--- loadstring | small functions with long names
local BYTES = ...
local name = ("x"):rep(BYTES)
return function() loadstring("return 1", name) loadstring("return +", "=" .. name) loadstring("return +", "@" .. name) end
--- loadstring | a long token that is an error
local BYTES = ...
local s = "x = y " .. ("z"):rep(BYTES / 4)
return function() loadstring(s) end
--- loadstring string.dump | a large dump
local BYTES = ...
local s = string.dump(loadstring(("x=1 "):rep(BYTES / 32)))
return function() loadstring(s) end
--- loadstring | a damaged dump
local s = string.dump(loadstring(("local function f() end "):rep(100)))
return function()
  for i = 1, 20 do loadstring(s:sub(1, i * 7)) end
end
--- load | a reader of single bytes
local BYTES = ...
return function()
  local n = 0
  load(function() n = n + 1 if n < BYTES / 64 then return " " end end)
end
--- load | a reader of long pieces
local BYTES = ...
local s = ("x=1 "):rep(BYTES / 64)
return function()
  local n = 0
  load(function() n = n + 1 if n < 8 then return s end end)
end
--- load | a reader of dumps
local BYTES = ...
local s = "\27" .. ("x"):rep(BYTES)
return function() local n = 0 load(function() n = n + 1 if n < 4 then return s end end) end
--- loadfile dofile | a file
local BYTES, ITEMS, FILE = ...
local f = io.open(FILE, "w")
f:write(("x=1 "):rep(BYTES / 32))
f:close()
return function() loadfile(FILE) pcall(dofile, FILE) end
--- loadfile dofile | files that are not there
local BYTES, ITEMS, FILE = ...
return function() loadfile(FILE .. "x") pcall(dofile, FILE .. "x") end
--- getfenv setfenv | levels of a deep stack
local function f(n) if n > 0 then f(n - 1) return end for i = 1, 100 do getfenv(9000) setfenv(9000, _G) pcall(getfenv, 20000) end end
return function() f(10000) end
--- setmetatable getmetatable | again and again
local t, m = {}, { __index = {}, __mode = "k" }
return function() for _ = 1, 100 do setmetatable(t, m) getmetatable(t) setmetatable(t, nil) end end
--- setmetatable | new tables that are weak
return function() for _ = 1, 100 do setmetatable({}, { __mode = "kv" }) end end
--- newproxy | with finalizers
return function() for _ = 1, 100 do getmetatable(newproxy(true)).__gc = function() end end end
--- newproxy | with finalizers that run long
return function() for _ = 1, 100 do getmetatable(newproxy(true)).__gc = function() for i = 1, 1000 do end end end end
--- collectgarbage | full collections of a small heap
return function() collectgarbage() end
--- collectgarbage | full collections of a large heap
local BYTES, ITEMS = ...
local heap = {}
for i = 1, ITEMS * 8 do heap[i] = { i } end
return function() collectgarbage() end
--- collectgarbage | full collections of large tables of numbers
local BYTES, ITEMS = ...
local heap = {}
for i = 1, 8 do heap[i] = {} for j = 1, ITEMS do heap[i][j] = j end end
return function() collectgarbage() end
--- collectgarbage | full collections of large tables of strings
local BYTES, ITEMS = ...
local heap = {}
for i = 1, 8 do heap[i] = {} for j = 1, ITEMS do heap[i][j] = "s" .. j % 1000 end end
return function() collectgarbage() end
--- collectgarbage | full collections of large weak tables
local BYTES, ITEMS = ...
local heap = {}
for i = 1, 8 do heap[i] = setmetatable({}, { __mode = "kv" }) for j = 1, ITEMS do heap[i][j] = "s" .. j % 1000 end end
return function() collectgarbage() end
--- collectgarbage | full collections with many interned strings
local BYTES, ITEMS = ...
local heap = {}
for i = 1, ITEMS * 4 do heap["s" .. i] = true end
return function() collectgarbage() end
--- collectgarbage | full collections with a deep stack
local function f(n) if n > 0 then f(n - 1) return end for i = 1, 10 do collectgarbage() end end
return function() f(100000) end
--- collectgarbage | full collections of large userdata lists
local BYTES, ITEMS = ...
local heap = {}
for i = 1, ITEMS do heap[i] = newproxy(true) getmetatable(heap[i]).__gc = print end
return function() collectgarbage() end
--- collectgarbage gcinfo | small questions and settings
return function()
  for _ = 1, 10 do
    collectgarbage("count") gcinfo() collectgarbage("setpause", 100) collectgarbage("setstepmul", 1000)
    collectgarbage("stop") collectgarbage("restart")
  end
  collectgarbage("setpause", 200) collectgarbage("setstepmul", 200)
end
--- collectgarbage | steps
local BYTES, ITEMS = ...
local heap = {}
for i = 1, ITEMS * 4 do heap[i] = { i } end
return function() for i = 0, 1000, 100 do collectgarbage("step", i) end end
--- collectgarbage | steps of nothing
local BYTES, ITEMS = ...
local heap = {}
for i = 1, ITEMS * 4 do heap[i] = { i } end
return function() for i = 1, 100 do collectgarbage("step") end end
--- collectgarbage | the collector in a hurry
local BYTES, ITEMS = ...
local heap = {}
for i = 1, ITEMS do heap[i] = { i } end
return function() collectgarbage("setpause", 0) collectgarbage("setstepmul", 1000) for i = 1, 1000 do local t = {} end end
--- collectgarbage | restarted again and again
local BYTES, ITEMS = ...
local heap = {}
for i = 1, ITEMS do heap[i] = { i } end
return function() for i = 1, 100 do collectgarbage("restart") local t = {} end end
--- coroutine.create coroutine.wrap coroutine.resume | coroutines that end at once
local function f() end
return function() for _ = 1, 100 do coroutine.resume(coroutine.create(f)) coroutine.wrap(f)() end end
--- coroutine.create coroutine.yield | coroutines that stay suspended
local t, i = {}, 0
return function()
  for _ = 1, 100 do i = i % 1000 + 1 t[i] = coroutine.create(function() coroutine.yield() end) coroutine.resume(t[i]) end
end
--- coroutine.create | coroutines that never start
return function() for _ = 1, 100 do coroutine.create(function() end) end end
--- coroutine.resume coroutine.yield | many values
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i end
local co = coroutine.wrap(function(...) local function go(...) return go(coroutine.yield(...)) end go(...) end)
return function() co(unpack(t)) end
--- coroutine.resume coroutine.yield coroutine.status coroutine.running | small steps
local co = coroutine.create(function() while true do coroutine.yield() coroutine.running() end end)
return function() for _ = 1, 100 do coroutine.resume(co) coroutine.status(co) end end
--- coroutine.create | coroutines with deep stacks that are forgotten
local function f(n) if n > 0 then f(n - 1) return end coroutine.yield() end
return function() coroutine.resume(coroutine.create(f), 10000) end
--- coroutine.resume | a chain of 1,000
local function f(n) if n > 0 then coroutine.wrap(f)(n - 1) end end
return function() f(1000) end
--- coroutine.wrap | errors that pass through a chain
local function f(n) if n > 0 then coroutine.wrap(f)(n - 1) end error("x") end
return function() pcall(f, 1000) end
