-- Variables have no type, values do: one variable may hold a value of each type in turn.
local x
print(type(x)) --> nil
x = true print(type(x)) --> boolean
x = 1.5 print(type(x)) --> number
x = "text" print(type(x)) --> string
x = {} print(type(x)) --> table
x = function() end print(type(x)) --> function
x = print print(type(x)) --> function
x = coroutine.create(function() end) print(type(x)) --> thread
x = newproxy() print(type(x)) --> userdata

-- type gives a string, and it needs an argument.
print(type(type(nil)), type(nil) == "nil") --> string	true
print(pcall(type)) --> false	bad argument #1 to '?' (value expected)

-- All values are first class: stored, passed, returned.
local stored = { nil, false, 2, "s", {}, print, x }
print(#{ n = stored } == 0, type(stored[6]), type(stored[7])) --> true	function	userdata
local function pass(...) return ... end
print(pass(nil, false, 2, "s")) --> nil	false	2	s

-- Lua functions and functions of the host are of one type and are called alike.
local function lua(v) return v end
print(type(lua) == type(tostring), lua("a"), tostring("a")) --> true	a	a
