-- Call and return hooks: what is told of natives, metamethods, iterators, coroutines and tail calls.

-- The caller's name for a function is told of natives only.
local function who(level)
  local info = debug.getinfo(level + 1, "nSl")
  if info.what == "C" then return info.name or "?" end
  return info.what .. " " .. info.currentline
end
local function trace(mask, f, ...)
  local t = {}
  debug.sethook(function(event, line)
    t[#t + 1] = event .. (line and " " .. line or "") .. " (" .. who(2) .. ")"
  end, mask)
  local ok, result = pcall(f, ...)
  debug.sethook()
  print(mask, ok, result)
  print("", table.concat(t, "; "))
end
local function leaf(x) return x end
local function tail(x) return leaf(x) end
local function tail2(x) return tail(x) end
local function ntail(x) return math.floor(x) end
trace("cr", leaf, 1)
--> cr	true	1
--> 	return (sethook); call (pcall); call (Lua 19); return (Lua 19); return (pcall); call (sethook)
trace("cr", tail, 1)
--> cr	true	1
--> 	return (sethook); call (pcall); call (Lua 20); call (Lua 19); return (Lua 19); tail return (Lua 19); return (pcall); call (sethook)
trace("cr", tail2, 1)
--> cr	true	1
--> 	return (sethook); call (pcall); call (Lua 21); call (Lua 20); call (Lua 19); return (Lua 19); tail return (Lua 19); tail return (Lua 19); return (pcall); call (sethook)
trace("cr", ntail, 1)
--> cr	true	1
--> 	return (sethook); call (pcall); call (Lua 22); call (floor); return (floor); return (Lua 22); return (pcall); call (sethook)
trace("cr", function() local x = leaf(1) + math.floor(2.5) return x end)
--> cr	true	3
--> 	return (sethook); call (pcall); call (Lua 35); call (Lua 19); return (Lua 19); call (floor); return (floor); return (Lua 35); return (pcall); call (sethook)
trace("cr", function() local x = tail2(1) return x, x end)
--> cr	true	1
--> 	return (sethook); call (pcall); call (Lua 38); call (Lua 21); call (Lua 20); call (Lua 19); return (Lua 19); tail return (Lua 19); tail return (Lua 19); return (Lua 38); return (pcall); call (sethook)
trace("cr", function() error("E") end)
--> cr	false	tests/lua/lib/debug/hook_calls.lua:41: E
--> 	return (sethook); call (pcall); call (Lua 41); call (error); return (pcall); call (sethook)
trace("cr", function() local ok = pcall(error, "E") return ok end)
--> cr	true	false
--> 	return (sethook); call (pcall); call (Lua 44); call (pcall); call (?); return (pcall); return (Lua 44); return (pcall); call (sethook)
trace("cr", function() local t = setmetatable({}, {__index = function(t, k) return k end, __add = leaf, __call = function(self, x) return x end, __eq = leaf, __lt = leaf, __concat = leaf}) local x = t.foo x = t + 1 x = t(5) x = t < t x = t .. "" return type(x) end)
--> cr	true	table
--> 	return (sethook); call (pcall); call (Lua 47); call (setmetatable); return (setmetatable); call (Lua 47); return (Lua 47); call (Lua 19); return (Lua 19); call (Lua 47); return (Lua 47); call (Lua 19); return (Lua 19); call (Lua 19); return (Lua 19); call (type); return (type); return (Lua 47); return (pcall); call (sethook)
trace("cr", function() for k, v in pairs{1, 2} do local z = k end end)
--> cr	true	nil
--> 	return (sethook); call (pcall); call (Lua 50); call (pairs); return (pairs); call ((for generator)); return ((for generator)); call ((for generator)); return ((for generator)); call ((for generator)); return ((for generator)); return (Lua 50); return (pcall); call (sethook)
trace("cr", function() for k, v in ipairs{1, 2} do local z = k end end)
--> cr	true	nil
--> 	return (sethook); call (pcall); call (Lua 53); call (ipairs); return (ipairs); call ((for generator)); return ((for generator)); call ((for generator)); return ((for generator)); call ((for generator)); return ((for generator)); return (Lua 53); return (pcall); call (sethook)
trace("cr", function() for k in function(_, c) c = (c or 0) + 1 if c < 3 then return c end end do local z = k end end)
--> cr	true	nil
--> 	return (sethook); call (pcall); call (Lua 56); call (Lua 56); return (Lua 56); call (Lua 56); return (Lua 56); call (Lua 56); return (Lua 56); return (Lua 56); return (pcall); call (sethook)
trace("cr", function() local t = {3, 1, 2} table.sort(t) return t[1] end)
--> cr	true	1
--> 	return (sethook); call (pcall); call (Lua 59); call (sort); return (sort); return (Lua 59); return (pcall); call (sethook)
trace("cr", function() return (("abc"):gsub(".", function(c) return c .. c end)) end)
--> cr	true	aabbcc
--> 	return (sethook); call (pcall); call (Lua 62); call (gsub); call (Lua 62); return (Lua 62); call (Lua 62); return (Lua 62); call (Lua 62); return (Lua 62); return (gsub); return (Lua 62); return (pcall); call (sethook)
trace("cr", function() return (("abc"):gsub(".", {a = 1})) end)
--> cr	true	1bc
--> 	return (sethook); call (pcall); call (Lua 65); call (gsub); return (gsub); return (Lua 65); return (pcall); call (sethook)
trace("cr", function(...) local a, b = ... return select('#', ...), leaf(...) end, 1, 2)
--> cr	true	2
--> 	return (sethook); call (pcall); call (Lua 68); call (select); return (select); call (Lua 19); return (Lua 19); return (Lua 68); return (pcall); call (sethook)
trace("cr", function() return tostring(setmetatable({}, {__tostring = function() return "T" end})) end)
--> cr	true	T
--> 	return (sethook); call (pcall); call (Lua 71); call (setmetatable); return (setmetatable); call (tostring); call (Lua 71); return (Lua 71); return (tostring); return (Lua 71); return (pcall); call (sethook)
trace("cr", function() return unpack{1, 2, 3} end)
--> cr	true	1
--> 	return (sethook); call (pcall); call (Lua 74); call (unpack); return (unpack); return (Lua 74); return (pcall); call (sethook)
trace("cr", function() return leaf(unpack{1, 2, 3}) end)
--> cr	true	1
--> 	return (sethook); call (pcall); call (Lua 77); call (unpack); return (unpack); call (Lua 19); return (Lua 19); tail return (Lua 19); return (pcall); call (sethook)
trace("cr", function() local t = {unpack{1, 2, 3}} return #t end)
--> cr	true	3
--> 	return (sethook); call (pcall); call (Lua 80); call (unpack); return (unpack); return (Lua 80); return (pcall); call (sethook)
trace("cr", function() local co = coroutine.wrap(function(a) local b = coroutine.yield(a) return b end) co(1) return co(2) end)
--> cr	true	2
--> 	return (sethook); call (pcall); call (Lua 83); call (wrap); return (wrap); call (co); return (co); call (co); return (co); return (Lua 83); return (pcall); call (sethook)
trace("cr", function() local co = coroutine.create(function(a) local b = coroutine.yield(a) error("in co") end) coroutine.resume(co, 1) return (coroutine.resume(co, 2)) end)
--> cr	true	false
--> 	return (sethook); call (pcall); call (Lua 86); call (create); return (create); call (resume); return (resume); call (resume); return (resume); return (Lua 86); return (pcall); call (sethook)
trace("cr", function() return (xpcall(function() error("x") end, function(m) return m end)) end)
--> cr	true	false
--> 	return (sethook); call (pcall); call (Lua 89); call (xpcall); call (Lua 89); call (error); call (Lua 89); return (Lua 89); return (xpcall); return (Lua 89); return (pcall); call (sethook)
trace("cr", function() local f = loadstring("return ...") return f(7) end)
--> cr	true	7
--> 	return (sethook); call (pcall); call (Lua 92); call (loadstring); return (loadstring); call (main 1); return (main 1); tail return (main 1); return (pcall); call (sethook)
trace("cr", function() local s = 0 for i = 1, 3 do s = s + math.sqrt(i * i) + math.floor(i) + #("x"):rep(i) end return s end)
--> cr	true	18
--> 	return (sethook); call (pcall); call (Lua 95); call (sqrt); return (sqrt); call (floor); return (floor); call (rep); return (rep); call (sqrt); return (sqrt); call (floor); return (floor); call (rep); return (rep); call (sqrt); return (sqrt); call (floor); return (floor); call (rep); return (rep); return (Lua 95); return (pcall); call (sethook)
trace("crl", leaf, 1)
--> crl	true	1
--> 	return (sethook); line 14 (Lua 14); call (pcall); call (Lua 19); line 19 (Lua 19); return (Lua 19); return (pcall); line 15 (Lua 15); call (sethook)
trace("crl", tail, 1)
--> crl	true	1
--> 	return (sethook); line 14 (Lua 14); call (pcall); call (Lua 20); line 20 (Lua 20); call (Lua 19); line 19 (Lua 19); return (Lua 19); tail return (Lua 19); return (pcall); line 15 (Lua 15); call (sethook)
trace("crl", tail2, 1)
--> crl	true	1
--> 	return (sethook); line 14 (Lua 14); call (pcall); call (Lua 21); line 21 (Lua 21); call (Lua 20); line 20 (Lua 20); call (Lua 19); line 19 (Lua 19); return (Lua 19); tail return (Lua 19); tail return (Lua 19); return (pcall); line 15 (Lua 15); call (sethook)
trace("crl", ntail, 1)
--> crl	true	1
--> 	return (sethook); line 14 (Lua 14); call (pcall); call (Lua 22); line 22 (Lua 22); call (floor); return (floor); return (Lua 22); return (pcall); line 15 (Lua 15); call (sethook)
trace("crl", function() local x = leaf(1) + math.floor(2.5) return x end)
--> crl	true	3
--> 	return (sethook); line 14 (Lua 14); call (pcall); call (Lua 110); line 110 (Lua 110); call (Lua 19); line 19 (Lua 19); return (Lua 19); call (floor); return (floor); return (Lua 110); return (pcall); line 15 (Lua 15); call (sethook)
trace("crl", function() local x = tail2(1) return x, x end)
--> crl	true	1
--> 	return (sethook); line 14 (Lua 14); call (pcall); call (Lua 113); line 113 (Lua 113); call (Lua 21); line 21 (Lua 21); call (Lua 20); line 20 (Lua 20); call (Lua 19); line 19 (Lua 19); return (Lua 19); tail return (Lua 19); tail return (Lua 19); return (Lua 113); return (pcall); line 15 (Lua 15); call (sethook)
trace("crl", function() error("E") end)
--> crl	false	tests/lua/lib/debug/hook_calls.lua:116: E
--> 	return (sethook); line 14 (Lua 14); call (pcall); call (Lua 116); line 116 (Lua 116); call (error); return (pcall); line 15 (Lua 15); call (sethook)
trace("crl", function() local ok = pcall(error, "E") return ok end)
--> crl	true	false
--> 	return (sethook); line 14 (Lua 14); call (pcall); call (Lua 119); line 119 (Lua 119); call (pcall); call (?); return (pcall); return (Lua 119); return (pcall); line 15 (Lua 15); call (sethook)
