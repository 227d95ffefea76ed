--- string.find string.match string.gmatch string.gsub | .- thirty times
local s, p = ("a"):rep(60), (".-"):rep(30) .. "b"
return function() s:find(p) s:match(p) s:gsub(p, "") for _ in s:gmatch(p) do end end
--- string.find | .* thirty times
local s, p = ("a"):rep(60), (".*"):rep(30) .. "b"
return function() s:find(p) end
--- string.find | a? three hundred thousand times
local BYTES = ...
local s = ("a?"):rep(300000)
return function() (""):find(s) end
--- string.find | a? and a
local s, p = ("a"):rep(30), ("a?"):rep(30) .. ("a"):rep(30)
return function() s:find(p) end
--- string.find | a pattern of a megabyte
local BYTES = ...
local s = ("a"):rep(BYTES) .. "*"
return function() s:find(s) end
--- string.find | sets
local BYTES = ...
local s, p = ("a"):rep(BYTES), "[^b-z%d%s]-[x%p]"
return function() s:find(p) end
--- string.find | a long set
local BYTES = ...
local p = "[" .. ("b-z"):rep(BYTES / 8) .. "]"
return function() ("a"):find(p) end
--- string.find | many sets
local p = ("[a-c%d]"):rep(1000) .. "x"
local s = ("a"):rep(1000)
return function() s:find(p) end
--- string.find | a set that never fits
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() s:find("[bcd]") s:find("[^a]") s:find("%d") s:find("%z") end
--- string.find | a byte that is not there
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() s:find("b.") s:find("b+") s:find("%%") end
--- string.find | a byte that is everywhere
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() s:find("a*b") end
--- string.find | a byte that is everywhere, lazily
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() s:find("a-b") end
--- string.find | a pair that nearly fits everywhere
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() s:find("aaaaaaaaaaaaaaab.") end
--- string.find | balanced brackets
local BYTES = ...
local s = ("("):rep(BYTES)
return function() s:find("%b()") end
--- string.find | balanced brackets, far
local BYTES = ...
local s = ("()"):rep(BYTES / 2)
return function() s:find("%b()x") s:find("^%b()%b()") end
--- string.find | nested brackets
local BYTES = ...
local s = ("("):rep(BYTES / 2) .. (")"):rep(BYTES / 2)
return function() s:find("%b()") end
--- string.find | frontiers
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() s:find("%f[%A]b") s:find("%f[b]") end
--- string.find | captures that return
local s = ("a"):rep(2000)
return function() s:find("(a*)%1b") end
--- string.find | long captures that return
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() s:find("^(.*)%1$") end
--- string.find | positions
local s = ("a"):rep(100)
return function() for i = 1, 100 do s:find("()a()", i) end end
--- string.find | captures of long strings
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() local a, b, c, d = s:match("((((.*))))") end
--- string.find | 32 captures, deep in choices
local s, p = ("a"):rep(60), ("(a-)"):rep(31) .. "b"
return function() s:find(p) end
--- string.find | anchored at the start
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() for i = 1, 10 do s:find("^b") s:find("a$") end end
--- string.find | plain
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() s:find("b", 1, true) end
--- string.find | plain, nearly everywhere
local BYTES = ...
local s, n = ("a"):rep(BYTES), ("a"):rep(1000) .. "b"
return function() s:find(n, 1, true) end
--- string.find | plain, nearly everywhere, backwards
local BYTES = ...
local s, n = ("a"):rep(BYTES), "b" .. ("a"):rep(1000)
return function() s:find(n, 1, true) end
--- string.find | plain, a periodic needle
local BYTES = ...
local s, n = ("ab"):rep(BYTES / 2), ("ab"):rep(BYTES / 8) .. "b"
return function() s:find(n, 1, true) end
--- string.find | plain, small words
local s = ("lorem ipsum "):rep(10)
return function() for _ = 1, 100 do s:find("sit", 1, true) s:find("sit") end end
--- string.find | no specials in a long pattern
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() s:find(s .. "b") end
--- string.find | an init far away
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() for _ = 1, 100 do s:find("a", BYTES) s:find("a", -1) s:find("", 1e300) end end
--- string.gmatch | empty matches
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() for _ in s:gmatch("") do end end
--- string.gmatch string.gfind | single bytes
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() for _ in s:gmatch(".") do end for _ in string.gfind(s, "(.)(.)()") do end end
--- string.gmatch | many iterators
local s = ("a"):rep(100)
return function() for _ = 1, 100 do s:gmatch("(a)(b)") end end
--- string.gsub | single bytes by a string
local BYTES = ...
local s = ("a"):rep(BYTES)
return function() s:gsub(".", "b") end
--- string.gsub | single bytes by captures
local BYTES = ...
local s = ("a"):rep(BYTES / 8)
return function() s:gsub("(.)", "%1%0%%%1") end
--- string.gsub | single bytes by long strings
local BYTES = ...
local s = ("a"):rep(BYTES / 1024)
local r = ("b"):rep(1000)
return function() s:gsub(".", r) end
--- string.gsub | single bytes by the whole
local s = ("a"):rep(1000)
return function() s:gsub("()", s) s:gsub(".*", "%0%0%0%0%0%0%0%0%0") end
--- string.gsub | by a table
local BYTES = ...
local s, t = ("ab"):rep(BYTES / 16), { a = "b" }
return function() s:gsub(".", t) end
--- string.gsub | by a table with new keys
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS / 4 do t[i] = "k" .. i end
local s = table.concat(t, " ")
return function() s:gsub("%w+", {}) end
--- string.gsub | by a function
local BYTES = ...
local s = ("ab"):rep(BYTES / 16)
return function() s:gsub(".", function() end) end
--- string.gsub | nothing
local BYTES = ...
local s = ("ab"):rep(BYTES)
return function() s:gsub("x", "y") end
--- string.gsub | empty matches
local BYTES = ...
local s = ("ab"):rep(BYTES / 16)
return function() s:gsub("", "-") s:gsub("x*", "-") end
--- string.gsub | a long replacement that is not used
local BYTES = ...
local r = ("%%"):rep(BYTES)
return function() local s = ("a"):gsub("b", r) s = ("a"):gsub("a", r) end
--- string.rep | a byte
local BYTES = ...
return function() local s = ("x"):rep(BYTES) end
--- string.rep | some bytes
local BYTES = ...
return function() local s = ("xyz"):rep(BYTES / 3) s = ("x"):rep(100) s = ("xyz"):rep(50) end
--- string.rep | a long string
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() local t = s:rep(2) end
--- string.rep | far too much
return function() local s = (""):rep(1e10) pcall(string.rep, "x", 1e10) pcall(string.rep, "x", -1e300) end
--- string.rep | short
return function() for _ = 1, 100 do local s = ("x"):rep(60) s = ("ab"):rep(100) end end
--- string.sub | long pieces
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() local t = s:sub(2) t = s:sub(-1e9, -2) end
--- string.sub | pieces of 200 bytes
local s = ("x"):rep(1000)
return function() for i = 1, 100 do local t = s:sub(i, i + 199) end end
--- string.sub string.byte string.len string.char | short
local s = ("x"):rep(1000)
return function() for i = 1, 100 do local t = s:sub(i, i + 9) t = s:byte(i) t = s:len() t = string.char(i, i) end end
--- string.upper string.lower string.reverse | long
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() local t = s:upper() t = s:lower() t = s:reverse() end
--- string.upper string.lower string.reverse | 100 bytes
local s = ("x"):rep(100)
return function() for _ = 1, 100 do local t = s:upper() t = s:lower() t = s:reverse() end end
--- string.byte | all of a long string
local BYTES, ITEMS = ...
local s = ("x"):rep(ITEMS)
return function() local x = s:byte(1, -1) end
--- string.char | many
local BYTES, ITEMS = ...
local t = {}
for i = 1, ITEMS do t[i] = i % 256 end
return function() local x = string.char(unpack(t)) end
--- string.format | numbers
return function()
  for i = 1, 20 do
    local s = ("%d %5.2f %g %x %o %e"):format(i, i / 3, i * 1e300, i, i, i)
  end
end
--- string.format | wide and precise fields
return function()
  for i = 1, 20 do
    local s = ("%99.99f %-99.99e %099.99g"):format(1e308 / i, 5e-324 * i, 1e-300 / i)
  end
end
--- string.format | numbers with all their digits
return function() for i = 1, 20 do local s = ("%.99f"):format(1.7976931348623157e308 / i) s = ("%.99f"):format(5e-324 * i) end end
--- string.format | wide integers
return function() for i = 1, 20 do local s = ("%99d %-99s %99c %99.99x"):format(i, "x", 65, i) end end
--- string.format | many fields
local form, t = ("%d"):rep(200), {}
for i = 1, 200 do t[i] = i end
return function() form:format(unpack(t)) end
--- string.format | %s of long strings
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() local t = ("%s%s"):format(s, s) end
--- string.format | %s of long strings, cut
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() for _ = 1, 10 do local t = ("%.5s %99.9s"):format(s, s) end end
--- string.format | %q of long strings
local BYTES = ...
local s, z = ("x"):rep(BYTES), ("\0\n\\"):rep(BYTES / 16)
return function() local t = ("%q"):format(s) t = ("%q"):format(z) end
--- string.format | percent signs
local BYTES = ...
local s = ("%%"):rep(BYTES / 8)
return function() s:format() end
--- string.format | a long form
local BYTES = ...
local s = ("x"):rep(BYTES)
return function() s:format() end
--- string.format | errors
return function()
  pcall(string.format, "%99999d", 1) pcall(string.format, "%y", 1) pcall(string.format, "%d") pcall(string.format, "%0000000d", 1)
end
--- string.dump | a large function
local BYTES = ...
local f = loadstring(("x=1 "):rep(BYTES / 32))
return function() string.dump(f) end
--- string.dump | many functions of one source
local BYTES = ...
local f = loadstring("return function(x) return x end" .. (" "):rep(BYTES))()
return function() for _ = 1, 10 do string.dump(f) end end
--- string.find string.match string.gmatch string.gsub | patterns of a megabyte for short subjects
local BYTES = ...
local p, q = ("b"):rep(BYTES), ("b"):rep(BYTES) .. "+"
return function() for _, p in ipairs { p, q } do local s = ("a"):find(p) s = ("a"):match(p) s = ("a"):gsub(p, "") s = ("a"):gmatch(p)() end end
--- string.gsub | a long subject put in many times
local BYTES = ...
local s = ("a"):rep(BYTES / 64)
return function() local t = s:gsub(".*", ("%0"):rep(100)) end
