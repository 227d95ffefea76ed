-- Names of files, the environment, and commands.
local name = os.tmpname()
print(name:match("^/tmp/lua_%w%w%w%w%w%w$") == name) --> true
local other = os.tmpname()
print(other ~= name, os.remove(other)) --> true	true
print(io.open(name):read("*a") == "") --> true
print(os.rename(name, name .. ".new")) --> true
print(select(2, io.open(name)) == name .. ": No such file or directory") --> true
print(os.remove(name .. ".new")) --> true
print(select("#", os.remove(name)), select(3, os.remove(name))) --> 3	2

print(os.remove("/no/such/file")) --> nil	/no/such/file: No such file or directory	2
print(os.rename("/no/such/file", "/no/other")) --> nil	/no/such/file: No such file or directory	2
print(pcall(os.remove)) --> false	bad argument #1 to '?' (string expected, got no value)
print(pcall(function() os.rename("x") end)) --> false	tests/lua/lib/os/files.lua:15: bad argument #2 to 'rename' (string expected, got no value)

-- Folders go if they are empty.
print(os.execute("mkdir " .. name .. " && touch " .. name .. "/file")) --> 0
print((select(2, os.remove(name)):gsub("^.*: ", ""))) --> Directory not empty
print(os.remove(name .. "/file"), os.remove(name)) --> true	true

-- The status of a command is what C's system answers.
print(os.execute("true"), os.execute("exit 3"), os.execute("kill -9 $$")) --> 0	768	9
print(os.execute() ~= 0, os.execute("no-such-command 2>/dev/null")) --> true	32512
print(pcall(os.execute, {})) --> false	bad argument #1 to '?' (string expected, got table)

print(type(os.getenv("PATH")), os.getenv("no such variable"), os.getenv(""), os.getenv("A=B")) --> string	nil	nil	nil
print(pcall(os.getenv)) --> false	bad argument #1 to '?' (string expected, got no value)

print(os.setlocale(), os.setlocale("C"), os.setlocale("POSIX"), os.setlocale("no such locale")) --> C	C	C	nil
print(os.setlocale(nil, "numeric"), os.setlocale("C", "collate"), os.setlocale(nil, "all")) --> C	C	C
print(pcall(os.setlocale, "C", "x")) --> false	bad argument #2 to '?' (invalid option 'x')
print(pcall(os.setlocale, {})) --> false	bad argument #1 to '?' (string expected, got table)

-- An exit wants a number, and gets none here.
print(pcall(os.exit, "x")) --> false	bad argument #1 to '?' (number expected, got string)
print(pcall(function() os.exit(true) end)) --> false	tests/lua/lib/os/files.lua:37: bad argument #1 to 'exit' (number expected, got boolean)
