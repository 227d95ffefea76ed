-- Loaders and modules may yield; under PUC-Lua there is C in the way.
package.path = "./tests/fixtures/modules/?.lua"
package.cpath = ""

local co = coroutine.wrap(function(name) return require(name) end)
print(co("yielding"))                                    --> yielding
-- While it waits, it is being loaded.
print(pcall(require, "yielding"))                        --> false	loop or previous error loading module 'yielding'
local yielding = co("by me")
print(yielding.asked, yielding.name)                         --> by me	yielding
print(require "yielding" == yielding)                      --> true

table.insert(package.loaders, 1, function(name) return coroutine.yield("where is " .. name) end)
co = coroutine.wrap(function(name) return require(name) end)
print(co("somewhere"))                                   --> where is somewhere
print(co(function(name) return coroutine.yield(name) end)) --> somewhere
print(co("there"))                                       --> there
print(package.loaded.somewhere)                          --> there

co = coroutine.wrap(function()
  module("mine", function(m) m.got = coroutine.yield("option") end)
end)
print(co())                                              --> option
co(7)
print(mine.got)                                          --> 7

-- There are no C modules: what is found cannot be loaded.
package.loaders = { select(2, unpack(package.loaders)) }
package.path, package.cpath = "", "./tests/fixtures/modules/?.lua"
print(pcall(require, "plain"))                           --> false	error loading module 'plain' from file './tests/fixtures/modules/plain.lua':
--> 	dynamic libraries not enabled; check your Lua installation
print(package.loadlib("x", "y"))                         --> nil	dynamic libraries not enabled; check your Lua installation	absent

co = coroutine.wrap(function(name) return dofile(name) end)
print(co("./tests/fixtures/modules/yielding.lua"))       --> 
print(co(5).asked)                                       --> 5
