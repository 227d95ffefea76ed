-- Places in a file, and reading and writing in turns.
local name = os.tmpname()

local function content()
  local file = assert(io.open(name))
  local text = file:read("*a")
  file:close()
  return (text:gsub("\n", "/"))
end

local file = io.open(name, "w+")
print(file:seek()) --> 0
file:write("0123456789\nabcdef\n")
print(file:seek(), file:seek("cur", -2), file:read(1)) --> 18	16	f
print(file:seek("set", 3), file:read(2), file:seek("cur")) --> 3	34	5
print(file:seek("end"), file:read(1), file:seek("end", -7), file:read()) --> 18	nil	11	abcdef
print(file:seek("set"), file:read()) --> 0	0123456789

-- Where reading stopped, writing begins, and the other way round.
file:seek("set", 2)
print(file:read(3)) --> 234
file:write("XY")
print(file:seek(), file:read(2)) --> 7	78
print(file:close(), content()) --> true	01234XY789/abcdef/

-- What is appended goes to the end, wherever one reads.
file = io.open(name, "a+")
print(file:seek(), file:read(5)) --> 0	01234
file:write("end")
print(file:seek()) --> 21
file:seek("set", 1)
file:write("!")
print(file:close(), content()) --> true	01234XY789/abcdef/end!
file = io.open(name, "a")
print(file:seek(), file:close()) --> 22	true

-- Beyond the end there are zeros.
file = io.open(name, "w")
print(file:seek("set", 3), file:write("x"), file:close()) --> 3	true	true
print(content() == "\0\0\0x") --> true

file = io.open(name)
print(file:seek("set", -1)) --> nil	Invalid argument	22
print(file:seek("cur", -1)) --> nil	Invalid argument	22
print(file:seek("end", -100)) --> nil	Invalid argument	22
print(file:seek("set", 1.9), file:seek(nil, 1), file:seek("cur", "1")) --> 1	2	3
print(pcall(file.seek, file, "nowhere")) --> false	bad argument #2 to '?' (invalid option 'nowhere')
print(pcall(function() file:seek(1) end)) --> false	tests/lua/lib/io/seek.lua:48: bad argument #1 to 'seek' (invalid option '1')
print(pcall(function() file:seek("set", {}) end)) --> false	tests/lua/lib/io/seek.lua:49: bad argument #2 to 'seek' (number expected, got table)
file:close()

-- Exactly as much as a buffer, and one more and less.
for _, size in ipairs({ 4095, 4096, 4097, 8191, 8192, 8193 }) do
  file = io.open(name, "w+")
  file:write(("x"):rep(size), "y")
  file:seek("set", size - 1)
  io.write(file:read(1), file:read(1), file:seek() - size, " ")
  file:seek("set")
  io.write(#file:read(size), #file:read("*a"), " ")
  file:close()
end
print() --> xy1 40951 xy1 40961 xy1 40971 xy1 81911 xy1 81921 xy1 81931 
os.remove(name)
