-- A line may contain zeros. PUC-Lua reads lines with C's fgets and loses what is behind a zero, the end of the line included.
local name = os.tmpname()
local file = io.open(name, "wb")
file:write("one\0two\n\0\nthree\0")
file:close()
for line in io.lines(name) do print(#line, (line:gsub("%z", "0"))) end
--> 7	one0two
--> 1	0
--> 6	three0
os.remove(name)
