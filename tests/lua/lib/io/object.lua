-- Files as objects.
local file = io.tmpfile()
print(type(file), io.type(file), io.type(io), io.type("file")) --> userdata	file	nil	nil
print(pcall(io.type)) --> false	bad argument #1 to '?' (value expected)
print((tostring(file):gsub("0x%x+", "somewhere"))) --> file (somewhere)
print(tostring(file) == tostring(file), tostring(file) == tostring(io.stdout)) --> true	false

local methods = getmetatable(file)
print(methods.__index == methods, methods == getmetatable(io.stdin)) --> true	true
local names = {}
for name, value in pairs(methods) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " ")) --> __gc __index __tostring close flush lines read seek setvbuf write
print(methods.__tostring(file) == tostring(file)) --> true
print(pcall(methods.__tostring, 1)) --> false	bad argument #1 to '?' (FILE* expected, got number)
print(file.nothing) --> nil
print(pcall(function() file.x = 1 end)) --> false	tests/lua/lib/io/object.lua:17: attempt to index upvalue 'file' (a userdata value)

print(file:close()) --> true
print(file, io.type(file)) --> file (closed)	closed file
for _, method in ipairs({ "close", "flush", "lines", "read", "seek", "setvbuf", "write" }) do
  io.write(select(2, pcall(methods[method], file)), ";")
end
print() --> attempt to use a closed file;attempt to use a closed file;attempt to use a closed file;attempt to use a closed file;attempt to use a closed file;attempt to use a closed file;attempt to use a closed file;
print(pcall(function() file:read() end)) --> false	tests/lua/lib/io/object.lua:25: attempt to use a closed file

-- What the collector would call.
file = io.tmpfile()
print(select("#", methods.__gc(file)), io.type(file)) --> 0	closed file
print(select("#", methods.__gc(file)), select("#", methods.__gc(io.stdout)), io.type(io.stdout)) --> 0	0	file
print(pcall(methods.__gc)) --> false	bad argument #1 to '?' (FILE* expected, got no value)

-- A coroutine and an error in the middle do no harm.
file = io.tmpfile()
file:write("1\n2\n3\n")
file:seek("set")
local walk = coroutine.wrap(function()
  for line in file:lines() do coroutine.yield(line) end
end)
print(walk(), file:read(), walk()) --> 1	2	3
print(pcall(error, file) == false, select(2, pcall(error, file)) == file) --> true	true

-- What nobody closes is written out when it is collected.
local name = os.tmpname()
do
  local forgotten = io.open(name, "w")
  forgotten:write("not lost")
end
collectgarbage()
collectgarbage()
file = io.open(name)
print(file:read("*a")) --> not lost
file:close()
os.remove(name)
