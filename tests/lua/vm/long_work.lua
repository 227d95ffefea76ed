-- Work that the machine divides: nobody sees the pieces, whoever calls what.

local a, b = ("a"):rep(1.5e6), ("b"):rep(1.2e6)

-- Strings joined in pieces.
local s = a .. 12 .. b .. "end"
print(#s, s:sub(1499999, 1500005), s:sub(-5))
--> 2700005	aa12bbb	bbend
local joined = 0
local m = setmetatable({}, { __concat = function(x, y)
    joined = joined + 1
    if type(x) == "string" then return x .. "<" end
    return ">" .. y
end })
local t = a .. b .. m .. b .. a
print(#t, joined, t:sub(2700001, 2700001), t:sub(-3))
--> 5400001	1	>	aaa
print(#(a .. b .. "" .. 0.5), a .. b == b .. a, a .. b == a .. b)
--> 2700003	false	true
t = nil

-- A hook is told of each line and instruction once.
local function count(x, y, mask, every)
    local n = 0
    debug.sethook(function() n = n + 1 end, mask, every)
    local z = x .. y
    z = y .. x
    debug.sethook()
    return n
end
print(count("a", "b", "", 1) == count(a, b, "", 1), count("a", "b", "l") == count(a, b, "l"))
--> true	true
print(count(a, b, "l"))
--> 3

-- Long messages get their position like others.
local function shown(ok, e)
    local position = e:sub(1, 100):match("^.-:%d+: ") or ""
    return ok, #e - #position, position:match("(%d*):? ?$"), (e:find("^a", #position + 1)) == #position + 1
end
print(shown(pcall(function() error(a) end)))
--> false	1500000	41	true
print(shown(pcall(function() error(a, 2) end)))
--> false	1500000		true
print(shown(pcall(function() error(a, 0) end)))
--> false	1500000		true
print(shown(pcall(function() local function f() error(a, 2) end f() end)))
--> false	1500000	47	true
print(shown(pcall(function() assert(false, a .. "\0" .. b) end)))
--> false	1500000	49	true
print(shown(pcall(function() coroutine.wrap(function() error(a, 0) end)() end)))
--> false	1500000	51	true
print(xpcall(function() error(a) end, function(e) return #e > #a end))
--> false	true
print(coroutine.resume(coroutine.create(function() error(a, 0) end)) == false)
--> true

-- An error that each of many coroutines adds a position to.
local function nest(n)
    if n == 0 then error("bottom") end
    return (coroutine.wrap(function() return (nest(n - 1)) end)())
end
local ok, e = pcall(nest, 30)
print(ok, select(2, e:gsub("long_work.lua:%d+: ", "")), e:sub(-6))
--> false	31	bottom

-- Natives that call natives that call natives, with one value or thousands.
local values = {}
for i = 1, 600 do values[i] = i end
print(select("#", pcall(pcall, pcall, pcall, unpack(values))))
--> 5
print(pcall(pcall, pcall, select, "#", unpack(values)))
--> true	true	true	600
print(select("#", pcall(pcall, pcall, unpack, values)), (pcall(pcall, error, "x")))
--> 603	true
local function through(n, ...)
    if n == 0 then return ... end
    return pcall(through, n - 1, ...)
end
print(select("#", through(9, unpack(values))))
--> 609
local function above(n)
    if n == 0 then return unpack(values) end
    return n, above(n - 1)
end
print(select("#", above(9)), (select(609, above(9))))
--> 609	600
local callable = setmetatable({}, { __call = function(_, ...) return select("#", ...), (select(-1, ...)) end })
print(callable(unpack(values)))
--> 600	600
local co = coroutine.wrap(function(...) while true do coroutine.yield(select("#", ...), ...) end end)
print(select("#", co(unpack(values))), select("#", co(unpack(values))))
--> 601	601
print((("abc"):gsub("%w", string.upper)), (("abc"):gsub("%w", string.byte)), xpcall(error, type))
--> ABC	979899	false	nil
local _, _, trace = pcall(pcall, debug.traceback, "x")
print((trace:gsub("%s+", " "):match("^.-'pcall'")))
--> x stack traceback: [C]: ? [C]: in function 'pcall'
