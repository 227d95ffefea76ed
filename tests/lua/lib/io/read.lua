-- Formats of read.
local name = os.tmpname()

local function holding(text)
  local file = assert(io.open(name, "wb"))
  file:write(text)
  file:close()
  return assert(io.open(name, "rb"))
end

local file = holding("first\nsecond\n\n 12 0x1F -3.5e1rest\nlast")
print(file:read()) --> first
print(file:read("*l", "*line")) --> second	
print(file:read("*n", "*n", "*number")) --> 12	31	-35
print(file:read(0), file:read(2), file:read(1000000)) --> 	re	st
--> last
print(file:read(0), file:read(1), file:read(), file:read("*n")) --> nil	nil	nil	nil
print(file:read("*a"), file:read("*all")) --> 	
file:close()

-- The first failure ends it; what comes behind is not even looked at.
file = holding("12\nx y")
print(file:read("*n", "*n", "*bad")) --> 12	nil
print(file:read("*a")) --> x y
print(select("#", file:read("*a", "*a", "*l", "*a"))) --> 3
file:close()

-- Line ends and their absence.
file = holding("\n\na\nb")
print(file:read("*l", "*l", "*l", "*l", "*l")) --> 		a	b	nil
file:close()
file = holding("\n\na\nb")
print((file:read())) -->
print(#file:read(1), file:read(), file:read(), file:read()) --> 1	a	b	nil
file:close()
file = holding("cr\r\nlf")
print(#file:read(), #file:read()) --> 3	2
file:close()

-- Bytes of any kind.
file = holding("\0\1\255\0")
print(file:read("*a") == "\0\1\255\0") --> true
file:close()
file = holding("\0\0x")
print(file:read(2) == "\0\0", file:read(1)) --> true	x
file:close()

-- Numbers as numbers of bytes.
file = holding("abcdef")
print(file:read(1.9), file:read(2), file:read(-1)) --> a	bc	def
print(file:read(-1)) --> nil
file:close()

-- What is no format. The ones before have been read.
file = holding("abc")
print(pcall(file.read, file, 1, "x")) --> false	bad argument #3 to '?' (invalid option)
print(pcall(file.read, file, 1, "*x")) --> false	bad argument #3 to '?' (invalid format)
print(pcall(file.read, file, "2")) --> false	bad argument #2 to '?' (invalid option)
print(pcall(function() file:read({}) end)) --> false	tests/lua/lib/io/read.lua:59: bad argument #1 to 'read' (invalid option)
print(pcall(function() file:read(nil) end)) --> false	tests/lua/lib/io/read.lua:60: bad argument #1 to 'read' (invalid option)
print(pcall(function() file.read() end)) --> false	tests/lua/lib/io/read.lua:61: bad argument #1 to 'read' (FILE* expected, got no value)
print(pcall(function() file.read("x") end)) --> false	tests/lua/lib/io/read.lua:62: bad argument #1 to 'read' (FILE* expected, got string)
print(pcall(function() file.read(newproxy()) end)) --> false	tests/lua/lib/io/read.lua:63: bad argument #1 to 'read' (FILE* expected, got userdata)
print(file:read("*a")) --> c
file:close()
os.remove(name)
