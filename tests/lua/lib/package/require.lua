-- require: loaders, what it remembers, what it says.
package.path = "./tests/fixtures/modules/?.lua"
package.cpath = "./tests/fixtures/modules/?.so"

print(require "deep.inner")                              --> deep
print(package.loaded["deep.inner"])                      --> deep
print(require "deep.inner" == require "deep.inner")      --> true

-- Every library is there already.
for _, name in ipairs { "string", "table", "math", "coroutine", "package", "_G" } do
  print(name, require(name) == (name == "_G" and _G or _G[name])) --> string	true
  --> table	true
  --> math	true
  --> coroutine	true
  --> package	true
  --> _G	true
end

-- What is preloaded goes first; it gets the name, and its result counts unless it is nil.
package.preload.one = function(...) print("loading", ...) return false end
print(require "one", package.loaded.one)                 --> loading	one
--> false	false
print(require "one")                                     --> loading	one
--> false
package.preload.two = function(name) package.loaded[name] = "by hand" end
print(require "two", package.loaded.two)                 --> by hand	by hand
package.preload.three = function() end
print(require "three", package.loaded.three)             --> true	true
package.preload["4"] = function(...) return type(...) end
print(require(4))                                        --> string

-- Modules that fail are marked for good.
package.preload.bad = function() error("boo", 0) end
print(pcall(require, "bad"))                             --> false	boo
print(pcall(require, "bad"))                             --> false	loop or previous error loading module 'bad'
print(type(package.loaded.bad))                          --> userdata
package.loaded.bad = nil
print(pcall(require, "bad"))                             --> false	boo
print((select(2, pcall(require, "looping"))))            --> ./tests/fixtures/modules/looping.lua:2: loop or previous error loading module 'looping'
print((select(2, pcall(require, "failing"))))            --> ./tests/fixtures/modules/failing.lua:2: no luck
print((select(2, pcall(require, "wrong"))))              --> error loading module 'wrong' from file './tests/fixtures/modules/wrong.lua':
--> 	./tests/fixtures/modules/wrong.lua:2: unexpected symbol near '='
print(package.loaded.wrong)                              --> nil

-- What is not there.
print((select(2, pcall(require, "no.such"))))            --> module 'no.such' not found:
--> 	no field package.preload['no.such']
--> 	no file './tests/fixtures/modules/no/such.lua'
--> 	no file './tests/fixtures/modules/no/such.so'
--> 	no file './tests/fixtures/modules/no.so'
print((select(2, pcall(function() require "none" end)))) --> tests/lua/lib/package/require.lua:51: module 'none' not found:
--> 	no field package.preload['none']
--> 	no file './tests/fixtures/modules/none.lua'
--> 	no file './tests/fixtures/modules/none.so'
print(pcall(require))                                    --> false	bad argument #1 to '?' (string expected, got no value)
print(pcall(require, {}))                                --> false	bad argument #1 to '?' (string expected, got table)

-- Names end at a NUL, as C's do.
package.preload.cut = function(name) return #name end
print(require "cut\0 off")                               --> 3

-- Each template may have the mark many times or never; empty ones are skipped.
package.path = ";;a?b?;;;c;?;"
print((select(2, pcall(require, "x.y"))))                --> module 'x.y' not found:
--> 	no field package.preload['x.y']
--> 	no file 'ax/ybx/y'
--> 	no file 'c'
--> 	no file 'x/y'
--> 	no file './tests/fixtures/modules/x/y.so'
--> 	no file './tests/fixtures/modules/x.so'
package.path = 12
print((select(2, pcall(require, "x"))))                  --> module 'x' not found:
--> 	no field package.preload['x']
--> 	no file '12'
--> 	no file './tests/fixtures/modules/x.so'

-- Where it looks is up to the script.
package.path = nil
print(pcall(require, "x"))                               --> false	'package.path' must be a string
package.path, package.cpath = "", {}
print(pcall(require, "x"))                               --> false	'package.cpath' must be a string
package.cpath = ""
print(pcall(require, "x"))                               --> false	module 'x' not found:
--> 	no field package.preload['x']
local preload = package.preload
package.preload = "?"
print(pcall(require, "x"))                               --> false	'package.preload' must be a table
package.preload = preload
local loaders = package.loaders
print(#loaders)                                          --> 4
package.loaders = nil
print(pcall(require, "x"))                               --> false	'package.loaders' must be a table
package.loaders = {}
print(pcall(require, "x"))                               --> false	module 'x' not found:
package.loaders = {
  function(...) print("asked", ...) return " first;" end,
  function() return 12 end, function() end, function() return {} end,
  function() return ";" end,
}
print(pcall(require, "x"))                               --> asked	x
--> false	module 'x' not found: first;12;
package.loaders = { print }
print(pcall(require, "x"))                               --> x
--> false	module 'x' not found:
package.loaders = { 1 }
print(pcall(require, "x"))                               --> false	attempt to call a number value
package.loaders = loaders

-- The loaders by themselves.
package.path, package.cpath = "./tests/fixtures/modules/?.lua", "./?.so"
print(pcall(loaders[1]))                                 --> false	bad argument #1 to '?' (string expected, got no value)
print(type(loaders[1] "one"), loaders[1] "nothing")      --> function	
--> 	no field package.preload['nothing']
print(loaders[2] "deep.inner"("me"))                     --> deep	me
print(loaders[2] "nothing")                              --> 
--> 	no file './tests/fixtures/modules/nothing.lua'
print(loaders[3] "a.b")                                  --> 
--> 	no file './a/b.so'
print(loaders[4] "a.b")                                  --> 
--> 	no file './a.so'
print(select("#", loaders[4] "a"))                       --> 0

-- Metatables have their say.
local seen = {}
setmetatable(package.loaded, {
  __index = function(_, key) seen[#seen + 1] = "get " .. key end,
  __newindex = function(t, key, value) seen[#seen + 1] = "set " .. key rawset(t, key, value) end,
})
package.preload.watched = function() return 1 end
print(require "watched", table.concat(seen, ", "))       --> 1	get watched, set watched
setmetatable(package.loaded, nil)
