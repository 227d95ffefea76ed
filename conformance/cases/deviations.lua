-- What is different from PUC-Lua 5.1 on purpose. Titles and reasons make the table in README.

--- yield-anywhere: yield works across `pcall`, metamethods, iterators, hooks and library functions
--@ why there is no C stack in the way
local function body()
  print(pcall(coroutine.yield, "in pcall"))
  local t = setmetatable({}, {__index = function(_, k) return coroutine.yield(k) end})
  print(t.metamethod)
  for x in function() return coroutine.yield("iterator") end do print(x) break end
  print((string.gsub("x", "x", function() return coroutine.yield("gsub") end)))
end
local co = coroutine.create(body)
for i = 1, 5 do print(coroutine.resume(co, i)) end
--> false	attempt to yield across metamethod/C-call boundary
--> false	attempt to yield across metamethod/C-call boundary
--> false	cannot resume dead coroutine
--> false	cannot resume dead coroutine
--> false	cannot resume dead coroutine
--> false	cannot resume dead coroutine
--ferrous> true	in pcall
--ferrous> true	2
--ferrous> true	metamethod
--ferrous> 3
--ferrous> true	iterator
--ferrous> 4
--ferrous> true	gsub
--ferrous> 5
--ferrous> true

--- depth: call depth is bounded by a setting (450,000 frames, a nested `resume` counts as 50), not by the C stack
--@ why 200,000 nested `pcall`s work, infinite recursion is an error
local function nest(n) if n > 0 then assert(pcall(nest, n - 1)) end end
local ok, message = pcall(nest, 1000)
print(ok, ok or type(message))
--> false	string
--ferrous> true	true

--- sort: `table.sort` is a merge sort: it compares other pairs (of elements that cannot be compared, the message can name others), never raises "invalid order function for sorting", and an error in the comparator leaves the table as it was
--@ why no comparator makes it quadratic
print(pcall(table.sort, {1, 2, 3, 4, 5, 6, 7, 8}, function() return true end))
local t = {4, 3, 2, 1}
local calls = 0
pcall(table.sort, t, function(a, b) calls = calls + 1 if calls == 3 then error() end return a < b end)
print(unpack(t))
print(pcall(table.sort, {print, print, 1}))
--> false	invalid order function for sorting
--> 1	3	2	4
--> false	attempt to compare number with function
--ferrous> true
--ferrous> 4	3	2	1
--ferrous> false	attempt to compare two function values

--- identities: hashes are seeded per interpreter, so the order of `pairs` differs; identities in `tostring` are no addresses
--@ why colliding keys cannot be prepared, and nothing leaks
print(#tostring({}) == #"table: 0x12345678")
--> false
--ferrous> true

--- fuel: library functions charge fuel and can end where PUC would go on
--@ fuel 1000
--@ why no call runs longer than its host wants
print(#string.rep("x", 1000000))
--> 1000000
--ferrous> error: out of fuel

--- hexadecimal-floats: hexadecimal floats below the normal range are rounded correctly; `%#g` keeps its zeros when rounding carries
--@ why glibc does neither
print(string.format("%#.3g|%#.5g|%#.1g", 9.996, 99999.6, 0.96))
for _, text in ipairs{"0x1.8p-1074", "0x0.8p-1074", "0x1.fffffffffffff8p-1023", "0x3.000000000001p-1075", "0x0.fffffffffffffcp-1022"} do
  print(string.format("%.17g", tonumber(text)))
end
--> 10.0|1.e+05|1.
--> 9.8813129168249309e-324
--> 0
--> 2.2250738585072014e-308
--> 9.8813129168249309e-324
--> 2.2250738585072014e-308
--ferrous> 10.0|1.0000e+05|1.
--ferrous> 9.8813129168249309e-324
--ferrous> 0
--ferrous> 2.2250738585072014e-308
--ferrous> 9.8813129168249309e-324
--ferrous> 2.2250738585072014e-308

--- binary-chunks: `string.dump` writes source in a form of its own, which `load` compiles again; binary chunks of PUC-Lua are refused
--@ why bytecode comes from our compiler only
print(type(loadstring("\027\076\117\097\081\000\001\004\008\004\008\000\003\000\000\000\000\000\000\000\061\120\000\000\000\000\000\000\000\000\000\000\000\002\002\004\000\000\000\037\000\000\001\012\000\000\128\030\000\000\001\030\000\128\000\001\000\000\000\003\000\000\000\000\000\000\240\063\000\000\000\000\004\000\000\000\001\000\000\000\001\000\000\000\001\000\000\000\001\000\000\000\000\000\000\000\000\000\000\000")))
--> function
--ferrous> nil

--- zero-bytes: `print` writes what stands behind a zero byte too
--@ why strings are bytes; only C's end there
print("a\0b")
--> a
--ferrous> a\x00b

--- unpack: a range too long for `unpack` is an error also where its length overflows
--@ why PUC counts in 32 bits and crashes
print(pcall(unpack, {}, -2^31, 2^31 - 1))
--> exit: signal: 11 (SIGSEGV)
--ferrous> false	too many results to unpack

--- load-handlers: an error in `load`'s reader does not reach the handler of an outer `xpcall`
--@ why `load` catches it, as `pcall` would
xpcall(function() print(load(function() error("reader", 0) end)) end, function(m) return "handled " .. m end)
--> nil	handled reader
--ferrous> nil	reader

--- long-results: `unpack` and `string.byte` give as many results as there is memory for, up to two million
--@ why PUC's C stack takes 8,000
print(select("#", pcall(string.byte, ("x"):rep(10000), 1, -1)))
print(select("#", pcall(unpack, {}, 1, 10000)))
print(select("#", pcall(string.byte, ("x"):rep(1e6), 1, -1)) > 2)
--> 2
--> 2
--> false
--ferrous> 10001
--ferrous> 10001
--ferrous> true

--- debug-captured: `debug.setupvalue` and `debug.setlocal` on a captured variable that nothing reassigns change that one copy only
--@ why such variables are copied into the closures that capture them
local x = 1
local function f() return x end
local function g() return x end
debug.setupvalue(f, 1, 2)
print(f(), g(), x)
--> 2	2	2
--ferrous> 2	1	1

--- debug-loop-variable: `debug.setlocal` on the variable of a numeric `for` that the loop does not assign moves the loop
--@ why it is the loop's index itself
local count = 0
for i = 1, 3 do
  count = count + 1
  local n = 0
  repeat n = n + 1 until debug.getlocal(1, n) == "i"
  debug.setlocal(1, n, 3)
end
print(count)
--> 3
--ferrous> 1

--- debug-natives: `debug.setlocal` cannot change the arguments of library functions; their upvalues do not exist
--@ why they are Rust's
table.foreach({1}, function() print(debug.setlocal(2, 1, {})) return true end)
--> (*temporary)
--ferrous> nil

--- hook-counts: a count hook counts our instructions
--@ why the code is another
local count = 0
debug.sethook(function() count = count + 1 end, "", 1)
local i = 0
while i < 100 do i = i + 1 end
debug.sethook()
print(count > 250)
--> true
--ferrous> false

--- hook-tail-calls: when a call hook is told of a tail call, the caller is gone
--@ why its frame is given up before the call
local function called() end
local function caller() return called() end
debug.sethook(function() if debug.getinfo(2, "f").func == called then print(debug.getinfo(2, "n").name, debug.getinfo(3, "S").what) end end, "c")
caller()
debug.sethook()
--> called	Lua
--ferrous> nil	tail

--- c-modules: there are no C modules: `package.loadlib` answers nil, a message and "absent", and `require` says of a C library that it finds that it cannot be loaded
--@ why no foreign code in the process
print(package.loadlib("libnothing.so", "f"))
--> nil	libnothing.so: cannot open shared object file: No such file or directory	open
--ferrous> nil	dynamic libraries not enabled; check your Lua installation	absent

--- line-zeros: reading lines keeps embedded zeros
--@ why PUC loses what is behind them, the end of the line included
local name = os.tmpname()
local file = io.open(name, "wb")
file:write("one\0two\nthree\n")
file:close()
for line in io.lines(name) do print(#line) end
os.remove(name)
--> 8
--ferrous> 7
--ferrous> 5

--- locales: `os.setlocale` knows the locale "C" (also as "POSIX" and "") and nothing else
--@ why results do not depend on the environment
print(os.setlocale("C.UTF-8"), os.setlocale("C"))
--> C.UTF-8	C
--ferrous> nil	C

--- finalizers: a finalizer never begins while another one runs; it runs where a slice begins, and after 1,000,000 fuel it is stopped
--@ why finalizers cost at most as much again as the program, and cannot hang it
local function dying(finalizer) getmetatable(newproxy(true)).__gc = finalizer end
dying(function()
  print("outer begins")
  dying(function() print("inner") end)
  collectgarbage()
  print("outer ends")
end)
collectgarbage()
--> outer begins
--> inner
--> outer ends
--ferrous> outer begins
--ferrous> outer ends
--ferrous> inner

--- length-of-holes: the length of a table with holes is a border, but not always PUC's
--@ why the manual leaves it open, and array parts grow in other steps
print(#{nil, [1] = 1, [2] = 1, (function() end)()})
--> 0
--ferrous> 2

--- next-zero: `next(t, 0)` does not complain where `t` is a list without a field 0
--@ why the lists' own part has a slot for it
print(pcall(next, {1}, 0))
print(pcall(next, {}, 0))
--> false	invalid key to 'next'
--> false	invalid key to 'next'
--ferrous> true	nil
--ferrous> false	invalid key to 'next'

--- random-numbers: `math.random` gives other numbers after the same `math.randomseed`
--@ why C's `rand` is each platform's own
math.randomseed(42)
print(math.random(1000), math.random(1000), math.random(1000))
--> 34	330	691
--ferrous> 815	319	984

--- io-environment: the functions of `io` have the globals as their environment
--@ why PUC keeps the default files and what closes others in a table that `debug.getfenv` shows
print(debug.getfenv(io.lines) == _G, type(debug.getfenv(io.popen).__close))
--> false	function
--ferrous> true	nil
