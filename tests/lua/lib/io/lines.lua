-- Lines, one after the other.
local name = os.tmpname()
local file = io.open(name, "w")
file:write("one\ntwo\n\nfour")
file:close()

for line in io.lines(name) do print("[" .. line .. "]") end
--> [one]
--> [two]
--> []
--> [four]

-- io.lines closes its file at the end, and only there.
local next_line = io.lines(name)
print(next_line(), next_line(), next_line(), next_line()) --> one	two		four
print(select("#", next_line())) --> 0
print(pcall(next_line)) --> false	file is already closed

-- file:lines leaves it open.
file = io.open(name)
next_line = file:lines()
print(next_line()) --> one
print(file:read()) --> two
for line in file:lines() do print("[" .. line .. "]") end
--> []
--> [four]
print(io.type(file), next_line()) --> file
file:seek("set")
print(next_line()) --> one
print(file:close()) --> true
print(pcall(next_line)) --> false	file is already closed
print(pcall(file.lines, file)) --> false	attempt to use a closed file

-- The default input.
io.input(name)
for line in io.lines() do io.write(line, ";") end
--> one;two;;four;
print()
print(io.type(io.input()), io.close(io.input()), io.type(io.input())) --> file	true	closed file
print(pcall(io.lines)) --> false	attempt to use a closed file
io.input(io.stdin)

print(pcall(io.lines, "/no/such/file")) --> false	bad argument #1 to '?' (/no/such/file: No such file or directory)
print(pcall(function() io.lines("/no") end)) --> false	tests/lua/lib/io/lines.lua:44: bad argument #1 to 'lines' (/no: No such file or directory)
print(pcall(io.lines, {})) --> false	bad argument #1 to '?' (string expected, got table)
print(pcall(io.lines, nil)) --> false	bad argument #1 to '?' (FILE* expected, got nil)
print(pcall(function() for _ in io.lines("/") do end end)) --> false	tests/lua/lib/io/lines.lua:47: Is a directory
os.remove(name)
