-- module and package.seeall.
package.path = "./tests/fixtures/modules/?.lua"

local plain = require "plain"
print(plain == _G.plain, plain.name(), plain.count)      --> true	plain	3
print(plain._M == plain, plain._NAME, "(" .. plain._PACKAGE .. ")") --> true	plain	()
print(plain.print == print, rawget(plain, "print"))      --> true	nil

local G = _G
local function open(...)
  module(...)
  return G.getfenv(1)
end
local function try(...)
  return pcall(setfenv(open, G), ...)
end

local _, inner = try("p.q.r")
print(inner == p.q.r, inner == package.loaded["p.q.r"])  --> true	true
print(inner._NAME, inner._PACKAGE, inner.print)          --> p.q.r	p.q.	nil
print(package.loaded.p, package.loaded["p.q"])           --> nil	nil
print(select(2, try("p.q.r")) == inner)                  --> true
print(select(2, try("p.q"))._NAME)                       --> p.q
print(p.q.r == inner)                                    --> true

-- A table that has a name already keeps it.
package.loaded.named = { _NAME = "another" }
print(select(2, try("named"))._NAME)                     --> another

-- Options are called with the module, one after the other.
print((try("options", function(...) print("first", select("#", ...), (...) == options) end, function(m) m.x = 1 end))) --> first	1	true
--> true
print(options.x)                                         --> 1
print(try("options", nil))                               --> false	attempt to call a nil value
print(try("options", 3))                                 --> false	attempt to call a number value

-- Conflicts and mistakes.
print(try("print"))                                      --> false	tests/lua/lib/package/module.lua:11: name conflict for module 'print'
print(try("print.x"))                                    --> false	tests/lua/lib/package/module.lua:11: name conflict for module 'print.x'
print(pcall(module))                                     --> false	bad argument #1 to '?' (string expected, got no value)
print(pcall(module, "direct"))                           --> false	'module' not called from a Lua function
print(type(direct), package.loaded.direct == direct)     --> table	true
print((try("a..b")), type(a[""].b))                      --> true	table
print((try("")), type(package.loaded[""]), _G[""]._NAME) --> true	table	

-- Fields come and go through metatables.
local log = {}
package.loaded.magic = setmetatable({}, {
  __index = function(_, key) log[#log + 1] = "?" .. key end,
  __newindex = function(t, key, value) log[#log + 1] = key rawset(t, key, value) end,
})
try("magic")
print(table.concat(log, " "))                            --> ?_NAME _M _NAME _PACKAGE

print(pcall(package.seeall))                             --> false	bad argument #1 to '?' (table expected, got no value)
print(pcall(package.seeall, 1))                          --> false	bad argument #1 to '?' (table expected, got number)
local t = setmetatable({}, { __metatable = "locked" })
print(select("#", package.seeall(t)), t.print == print)  --> 0	true

print(package.config)                                    --> /
--> ;
--> ?
--> !
--> -
print(pcall(package.loadlib, "x"))                       --> false	bad argument #2 to '?' (string expected, got no value)
print((package.loadlib("x", "y")))                       --> nil
