-- What io.open takes and refuses. The messages are those of C on Linux.
local name = os.tmpname()

local function content()
  local file = assert(io.open(name))
  local text = file:read("*a")
  file:close()
  return text
end

local function with(mode, ...)
  local file = assert(io.open(name, mode))
  local results = { file:write(...) }
  file:close()
  return unpack(results)
end

print(with("w", "one ", 2, "\n"), content() == "one 2\n") --> true	true
print(with("a", "three"), content() == "one 2\nthree") --> true	true
print(with("r+", "ONE"), content() == "ONE 2\nthree") --> true	true
print(with("a+b", "!"), content() == "ONE 2\nthree!") --> true	true
print(with("w+", ""), content() == "") --> true	true

-- Only the first character and a plus among the next few count.
print(with("w whatever", "x"), content()) --> true	x
print(with("rb+", "y"), content()) --> true	y
print(with("rw", "z")) --> nil	Bad file descriptor	9
print(content()) --> y
print(io.open(name, "z") == nil) --> true
print(select(3, io.open(name, ""))) --> 22
print(io.open("x", "+r")) --> nil	x: Invalid argument	22
print(select(2, io.open(name, "wx")) == name .. ": File exists") --> true

print(io.open("/no/such/file")) --> nil	/no/such/file: No such file or directory	2
print(io.open("/no/such/file", "w")) --> nil	/no/such/file: No such file or directory	2
print(io.open("/", "w")) --> nil	/: Is a directory	21
print(io.open("/"):read("*a")) --> nil	Is a directory	21
-- A NUL ends a name.
print(io.open("/no/such\0file")) --> nil	/no/such: No such file or directory	2
print(pcall(io.open)) --> false	bad argument #1 to '?' (string expected, got no value)
print(pcall(function() io.open({}) end)) --> false	tests/lua/lib/io/open.lua:41: bad argument #1 to 'open' (string expected, got table)
print(pcall(function() io.open("x", {}) end)) --> false	tests/lua/lib/io/open.lua:42: bad argument #2 to 'open' (string expected, got table)

-- Who may do what.
local file = io.open(name, "w")
print(file:read()) --> nil	Bad file descriptor	9
file:close()
file = io.open(name)
print(file:write("x")) --> nil	Bad file descriptor	9
print(file:flush()) --> true
file:close()

-- A file for nobody else.
file = io.tmpfile()
print(io.type(file), file:write("temporary"), file:seek("set")) --> file	true	0
print(file:read("*a"), file:close()) --> temporary	true
os.remove(name)
