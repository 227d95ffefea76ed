-- Processes.
local process = io.popen("echo out; echo put")
print(io.type(process), process:read("*l", "*l", "*l")) --> file	out	put	nil
print(process:seek()) --> nil	Illegal seek	29
print(process:write("x")) --> nil	Bad file descriptor	9
-- 5.1 does not tell how it ended.
print(process:close(), io.type(process)) --> true	closed file
print(io.popen("exit 3"):close()) --> true
print(pcall(process.read, process)) --> false	attempt to use a closed file

for line in io.popen("printf 'a\\nb\\n\\nc'"):lines() do io.write("[", line, "]") end
print() --> [a][b][][c]

local name = os.tmpname()
process = io.popen("cat > " .. name, "w")
print(process:write("through ", "a process"), process:read("*a")) --> true	nil	Bad file descriptor	9
print(process:close()) --> true
print(io.open(name):read("*a")) --> through a process
os.remove(name)

print(io.popen("true", "x")) --> nil	true: Invalid argument	22
print(io.popen("true", "rb")) --> nil	true: Invalid argument	22
print(pcall(io.popen)) --> false	bad argument #1 to '?' (string expected, got no value)
process = io.popen("no-such-command 2>/dev/null")
print(process:read("*a"), process:close()) --> 	true
