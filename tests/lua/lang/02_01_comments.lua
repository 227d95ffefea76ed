--This short comment needs no space
--
-- Two hyphens inside a string are no comment.
print("a -- b", 'c -- d', [[e -- f]]) --> a -- b	c -- d	e -- f
print(1) -- after a statement --> 1
print(--[[in the middle]] 2, --[=[ also --> 2	3
over lines ]=] 3)
--[[ a block
print("hidden")
]] print("after a block on the same line") --> after a block on the same line
--[==[
]] ]=] still inside
]==]
print("level two closed") --> level two closed
---[[ three hyphens: only a line comment
print("visible") --> visible
--]]
--[ [ a line comment because of the space
print("space between") --> space between
--[= no second bracket: a line comment
print("no second bracket") --> no second bracket
--[==
print("nothing behind the signs") --> nothing behind the signs
-- [[ not adjacent: a line comment
print("not adjacent") --> not adjacent
--[[]]print("empty block") --> empty block
--[[
]]
print("block with one newline") --> block with one newline

-- A comment ends with its line, whichever characters end lines.
print(loadstring("return 1 -- x\r+ 1")()) --> 2
print(loadstring("return 1 -- x\n+ 1")()) --> 2
print(loadstring("return 1 -- x\r\n+ 1")()) --> 2
print(loadstring("return 1 -- x")()) --> 1
print(loadstring("--only a comment") ~= nil, loadstring("--") ~= nil, loadstring("--[[x]]") ~= nil) --> true	true	true
print(loadstring("--[[ never closed") == nil) --> true
print(loadstring("--[=[ wrong level ]]") == nil) --> true

-- Blocks do not nest at the same level, but a block may hold one of another level.
--[=[ outer --[[ inner ]] still outer ]=]
print("nested by level") --> nested by level
print(loadstring("--[=[ --[==[ ]=] return 5")()) --> 5

-- Comments separate tokens and may hold any byte.
print(loadstring("local--[[x]]a--[[y]]=--[[z]]4 return--[[]]a")()) --> 4
print(loadstring("return--\0\1\255\n7")()) --> 7

-- The first line of a loaded string is nothing special: a sharp sign there is an error.
print(loadstring("#!/bin/lua\nreturn 1") == nil) --> true
