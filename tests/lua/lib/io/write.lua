-- Writing, buffered and not.
local name = os.tmpname()

local function content()
  local file = assert(io.open(name))
  local text = file:read("*a")
  file:close()
  return text
end

-- print and write share one output.
io.write("a", 1, -0.5, 1e100, 2^53, "\n") --> a1-0.51e+1009.007199254741e+15
io.write("no end of line, ")
print("and then print") --> no end of line, and then print
io.stdout:write("by the file\n") --> by the file
print(io.write(), io.stdout:write("")) --> true	true
io.stdout:setvbuf("no")
io.write("unbuffered ")
print("too") --> unbuffered too
io.stdout:setvbuf("full")

local file = io.open(name, "w")
print(file:write("text"), content()) --> true	
print(file:flush(), content()) --> true	text
print(file:setvbuf("no"), file:write(1), content()) --> true	true	text1
print(file:setvbuf("line"), file:write("2"), content()) --> true	true	text1
print(file:write("3\n4"), (content():gsub("\n", "/"))) --> true	text123/4
print(file:setvbuf("full", 1024), file:write("5")) --> true	true
print(file:close(), (content():gsub("\n", "/"))) --> true	text123/45

-- What stands before a bad argument has been written.
file = io.open(name, "w")
print(pcall(file.write, file, "a", {}, "b")) --> false	bad argument #3 to '?' (string expected, got table)
print(pcall(function() file:write("c", nil) end)) --> false	tests/lua/lib/io/write.lua:34: bad argument #2 to 'write' (string expected, got nil)
print(pcall(function() io.write(true) end)) --> false	tests/lua/lib/io/write.lua:35: bad argument #1 to 'write' (string expected, got boolean)
file:close()
print(content()) --> ac

print(pcall(file.setvbuf, io.stdout, "x")) --> false	bad argument #2 to '?' (invalid option 'x')
print(pcall(function() io.stdout:setvbuf() end)) --> false	tests/lua/lib/io/write.lua:40: bad argument #1 to 'setvbuf' (string expected, got no value)
print(pcall(function() io.stdout:setvbuf("no", {}) end)) --> false	tests/lua/lib/io/write.lua:41: bad argument #2 to 'setvbuf' (number expected, got table)

-- A device that is always full says so when the buffer goes there.
file = io.open("/dev/full", "w")
print(file:write("x")) --> true
print(file:flush()) --> nil	No space left on device	28
print(file:flush()) --> true
print(file:write("y")) --> true
print(file:close()) --> nil	No space left on device	28
file = io.open("/dev/full", "w")
file:setvbuf("no")
print(file:write("x")) --> nil	No space left on device	28
print(file:close()) --> true
os.remove(name)
