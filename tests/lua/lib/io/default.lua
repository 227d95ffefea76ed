-- The files that are used when none is named, and the three that are always there.
local name = os.tmpname()

print(io.input() == io.stdin, io.output() == io.stdout) --> true	true
print(io.output(name) == io.stdout, io.output() == io.stdout) --> false	false
print(io.write("to the file\n", 1)) --> true
print(io.output():seek()) --> 13
print(io.close()) --> true
print(pcall(io.write, "x")) --> false	standard output file is closed
print(pcall(io.flush)) --> false	standard output file is closed
print(pcall(io.close)) --> false	attempt to use a closed file
print(io.type(io.output())) --> closed file
print(io.output(io.stdout) == io.stdout, io.flush()) --> true	true

local file = io.open(name)
print(io.input(file) == file, io.read(), io.read("*n"), io.read()) --> true	to the file	1	nil
print(file:close()) --> true
print(pcall(io.read)) --> false	standard input file is closed
print(pcall(function() io.read("*l") end)) --> false	tests/lua/lib/io/default.lua:19: standard input file is closed
io.input(name)
print(io.read(7)) --> to the 
print(pcall(io.read, "x")) --> false	bad argument #1 to '?' (invalid option)
print(pcall(function() io.read(1, "*x") end)) --> false	tests/lua/lib/io/default.lua:23: bad argument #2 to 'read' (invalid format)
io.close(io.input())
io.input(io.stdin)

print(pcall(io.input, "/no/such/file")) --> false	bad argument #1 to '?' (/no/such/file: No such file or directory)
print(pcall(io.output, "/no/such/file")) --> false	bad argument #1 to '?' (/no/such/file: No such file or directory)
print(pcall(io.input, {})) --> false	bad argument #1 to '?' (FILE* expected, got table)
print(pcall(io.input, file)) --> false	attempt to use a closed file
print(io.input(nil) == io.stdin) --> true

-- The standard files stay open.
print(io.close(io.stdin)) --> nil	cannot close standard file
print(io.close()) --> nil	cannot close standard file
print(io.stdout:close()) --> nil	cannot close standard file
print(io.stderr:close()) --> nil	cannot close standard file
print(io.type(io.stdin), io.type(io.stdout), io.type(io.stderr)) --> file	file	file
print(io.stdin:write("x")) --> nil	Bad file descriptor	9
os.remove(name)
