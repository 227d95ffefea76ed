-- Long brackets of several levels; the contents are not interpreted.
print([[a\nb]]) --> a\nb
print([=[x]]y]=]) --> x]]y
print([==[x]=]y]]z]==]) --> x]=]y]]z
print([===[]===] == "", #[[]], #[=[]=]) --> true	0	0
print([[ "quoted" 'both' ]] == " \"quoted\" 'both' ") --> true
print([=[[[inner]]]=]) --> [[inner]]
print([=[]]]=], [==[]=]==]) --> ]]	]=
print([[a]b]], [[a]=]b]]) --> a]b	a]=]b
print([[--no comment]]) --> --no comment

-- A newline right after the opening is not part of the string; later ones are.
local s = [[
one
two
]]
print(#s, s == "one\ntwo\n") --> 8	true
local t = [[

x]]
print(#t, string.byte(t, 1)) --> 2	10
local n = [=[
]=]
print(#n) --> 0

-- Every kind of line end counts as one newline inside.
local function len(body)
  local v = loadstring("return [[" .. body .. "]]")()
  return #v, string.byte(v, 1, -1)
end
print(len("a\nb")) --> 3	97	10	98
print(len("a\rb")) --> 3	97	10	98
print(len("a\r\nb")) --> 3	97	10	98
print(len("a\n\rb")) --> 3	97	10	98
print(len("\r\na")) --> 1	97
print(len("\n\ra")) --> 1	97
print(len("\n\na")) --> 2	10	97
print(len("\r\ra")) --> 2	10	97
print(len("a\r\n\r\nb")) --> 4	97	10	10	98
print(len("a\n\n\r\rb")) --> 5	97	10	10	10	98
print(len("a\0b")) --> 3	97	0	98

-- One string, written in five ways.
local a = 'up\n9 "in"'
local b = "up\n9 \"in\""
local c = '\117p\10\057 "in"'
local d = [[up
9 "in"]]
local e = [==[
up
9 "in"]==]
print(a == b, b == c, c == d, d == e) --> true	true	true	true

-- Brackets as an index or call argument: space matters only before a second bracket.
local u = { k = 1, [1] = { "v" } }
print(u[ [[k]] ], u[ [=[k]=] ], u[1][1]) --> 1	1	v
local function id(x) return x end
print(id[[arg]], id[=[arg]=], id [[arg]]) --> arg	arg	arg

-- Level zero cannot hold an opening bracket of level zero; other levels can.
print(loadstring("return [[a [[ b]]") == nil) --> true
print(loadstring("return [=[a [[ b]=]")()) --> a [[ b
print(loadstring("return [=[a [=[ b]=]")()) --> a [=[ b

-- A single bracket with signs but without the second bracket is an error, or an index.
print(loadstring("return [= [x]=]") == nil) --> true
print(loadstring("local t = {[1]=2} return t[1]")()) --> 2
