-- A chunk is run as the body of an anonymous function with variable arguments.
print(select('#', ...)) --> 0
local f = loadstring("return select('#', ...), ...")
print(f()) --> 0
print(f(1, nil, 3)) --> 3	1	nil	3
print(f(nil, nil)) --> 2	nil	nil

-- It can declare locals, return values, and end without a return.
print(loadstring("local a = 1; return a + 1, a + 2")()) --> 2	3
print(select('#', loadstring("local a = 1")())) --> 0
print(select('#', loadstring("return")())) --> 0
print(select('#', loadstring("")())) --> 0
print(loadstring("return nil")()) --> nil

-- Its locals are not seen by another chunk; its globals are.
loadstring("local hidden = 1; shown = 2")()
print(hidden, shown) --> nil	2
print(loadstring("return hidden, shown")()) --> nil	2
shown = nil

-- A chunk sees none of the locals around loadstring.
local outer = "local"
outer_global = "global"
print(loadstring("return outer, outer_global")()) --> nil	global
outer_global = nil

-- Each load compiles anew; each call runs the chunk anew.
local source = "local n = 0; return function() n = n + 1 return n end"
local chunk = loadstring(source)
local c1, c2, c3 = chunk(), chunk(), loadstring(source)()
print(c1(), c1(), c2(), c3(), c1()) --> 1	2	1	1	3

-- A chunk may be given in pieces, split anywhere, even inside a token.
local function pieces(...)
  local list, i = { ... }, 0
  return function() i = i + 1 return list[i] end
end
print(load(pieces("ret", "urn 1", "0 + ", "5"))()) --> 15
print(load(pieces("return '", "a\\", "065b", "' .. [", "[x", "]", "]"))()) --> aAbx
print(load(pieces("return 1", "", "this piece is after the end"))()) --> 1
print(load(pieces())() == nil) --> true
print(load(pieces("return ...", " -- comment"))("arg")) --> arg
local one = {}
for c in string.gmatch("local t = {1, 2, 3} return #t --[[end]]", ".") do one[#one + 1] = c end
print(load(pieces(unpack(one)))()) --> 3

-- Statements of a chunk run in sequence.
print(loadstring("local s = '' s = s .. 'a' s = s .. 'b'; s = s .. 'c' return s")()) --> abc

-- A semicolon after any statement, after return and break as well.
print(loadstring("local a = 1; a = 2; do a = 3; end; while true do break; end; return a;")()) --> 3

-- Nothing comes after return or break in its block.
print(loadstring("return 1 local a") == nil) --> true
print(loadstring("while true do break local a end") == nil) --> true
print(loadstring("do return 1 end local a return 2")()) --> 1
