-- The io library, section 5.7. Files lie in the folder of the case.

--- write-and-read: what is written is read
local f = assert(io.open("a.txt", "w"))
print(io.type(f), f:write("one\n", 2, "\n", 1.5, " three\nlast") == f, f:close())
for line in io.lines("a.txt") do print(line) end
local f = io.open("a.txt")
print(f:read())
print(f:read("*n"), f:read("*n"), f:read("*n"))
print(f:read("*l"))
print(f:read(2), f:read(0), f:read("*a"), f:read("*a"), f:read("*l"), f:read(0), f:read(1))
print(f:close())
--> file	false	true
--> one
--> 2
--> 1.5 three
--> last
--> one
--> 2	1.5	nil
--> three
--> la		st		nil	nil	nil
--> true

--- modes: append, update, binary
local function put(mode, text) local f = assert(io.open("m.txt", mode)) f:write(text) f:close() end
local function get() local f = io.open("m.txt", "rb") local s = f:read("*a") f:close() return s end
put("w", "first") print(get())
put("a", " second") print(get())
put("r+", "FI") print(get())
put("w+", "new\0\r\n") print(#get())
put("a+b", "x") print(#get())
--> first
--> first second
--> FIrst second
--> 6
--> 7

--- open-fails: nil, a message and a number
print(io.open("nowhere/file"))
print(io.open("nowhere", "r"))
print(pcall(io.open))
print(pcall(io.open, {}))
print(pcall(io.lines, "nowhere"))
--> nil	nowhere/file: No such file or directory	2
--> nil	nowhere: No such file or directory	2
--> false	bad argument #1 to '?' (string expected, got no value)
--> false	bad argument #1 to '?' (string expected, got table)
--> false	bad argument #1 to '?' (nowhere: No such file or directory)

--- seek: from the beginning, the position, the end
local f = io.open("s.txt", "w+")
f:write("0123456789")
print(f:seek(), f:seek("set"), f:seek("set", 3), f:read(2), f:seek("cur"), f:seek("cur", -1), f:seek("end"), f:seek("end", -2), f:read("*a"))
print(pcall(f.seek, f, "middle"))
print(pcall(f.seek, f, "set", "x"))
print(f:seek("set", -1))
f:close()
--> 10	0	3	34	5	4	10	8	89
--> false	bad argument #2 to '?' (invalid option 'middle')
--> false	bad argument #3 to '?' (number expected, got string)
--> nil	Invalid argument	22

--- closed-files: know that they are closed
local f = io.open("c.txt", "w")
f:close()
print(io.type(f), tostring(f), io.type(5), io.type(io.stdout))
print(pcall(f.write, f, "x"))
print(pcall(f.read, f))
print(pcall(f.lines, f))
print(pcall(f.close, f))
print(pcall(io.close, f))
print(pcall(function() return f:seek() end))
print(tostring(io.stdout):match("^file %(0x") ~= nil)
--> closed file	file (closed)	nil	file
--> false	attempt to use a closed file
--> false	attempt to use a closed file
--> false	attempt to use a closed file
--> false	attempt to use a closed file
--> false	attempt to use a closed file
--> false	case.lua:9: attempt to use a closed file
--> true

--- lines: iterators, which close what io.lines opened
local f = io.open("l.txt", "w") f:write("a\n\nb") f:close()
for l in io.lines("l.txt") do print("[" .. l .. "]") end
local f = io.open("l.txt")
for l in f:lines() do print(l) break end
print(f:read(), f:close())
local it = io.lines("l.txt")
print(it(), it(), it(), it())
print(pcall(it))
--> [a]
--> []
--> [b]
--> a
--> 	true
--> a		b
--> false	file is already closed

--- default-files: io.input and io.output
local f = io.open("d.txt", "w")
print(io.output() == io.stdout, io.output(f) == f, io.output() == f)
io.write("to the file\n", 5)
io.close()
io.output(io.stdout)
print(io.input("d.txt") == io.input(), io.read(), io.read("*n"))
print(io.close(io.input()))
print(pcall(io.read))
print(pcall(io.lines))
print(pcall(io.input, "nowhere"))
print(pcall(io.output, "nowhere/x"))
print(pcall(io.input, 5), pcall(io.input, {}))
--> true	true	true
--> true	to the file	5
--> true
--> false	standard input file is closed
--> false	attempt to use a closed file
--> false	bad argument #1 to '?' (nowhere: No such file or directory)
--> false	bad argument #1 to '?' (nowhere/x: No such file or directory)
--> false	false	bad argument #1 to '?' (FILE* expected, got table)

--- output-closed: the default output may be closed
local out = io.stdout
local f = io.open("o.txt", "w")
io.output(f)
f:close()
local ok, message = pcall(io.write, "x")
io.output(out)
print(ok, message)
--> false	standard output file is closed

--- standard-files: cannot be closed
print(pcall(io.close, io.stdout))
print(io.stdout:close())
print(pcall(io.close))
--> true	nil	cannot close standard file
--> nil	cannot close standard file
--> true	nil	cannot close standard file

--- read-formats: bad ones
local f = io.open("r.txt", "w+")
f:write("abc") f:seek("set")
print(pcall(f.read, f, "x"))
print(pcall(f.read, f, "*x"))
print(pcall(f.read, f, {}))
print(f:read("*n"))
print(f:read(10))
print(pcall(f.write, f, {}))
print(pcall(f.write, f, nil))
f:close()
--> false	bad argument #2 to '?' (invalid option)
--> false	bad argument #2 to '?' (invalid format)
--> false	bad argument #2 to '?' (invalid option)
--> nil
--> abc
--> false	bad argument #2 to '?' (string expected, got table)
--> false	bad argument #2 to '?' (string expected, got nil)

--- numbers: what *n takes
local f = io.open("n.txt", "w+")
f:write("  12 -3.5e1 0x10 .5 x 7")
f:seek("set")
print(f:read("*n", "*n", "*n", "*n", "*n", "*n"))
f:close()
--> 12	-35	16	0.5	nil

--- setvbuf-flush: say true
local f = io.open("b.txt", "w")
print(f:setvbuf("no"), f:setvbuf("full", 1024), f:setvbuf("line"))
print(f:flush() ~= nil, io.flush() ~= nil)
print(pcall(f.setvbuf, f, "some"))
print(pcall(f.setvbuf, f))
f:close()
--> true	true	true
--> true	true
--> false	bad argument #2 to '?' (invalid option 'some')
--> false	bad argument #2 to '?' (string expected, got no value)

--- bad-self: methods want a file
local f = io.stdout
print(pcall(f.write))
print(pcall(f.read, {}))
print(pcall(f.close, 5))
print(pcall(f.lines, "x"))
print(pcall(io.close, {}))
--> false	bad argument #1 to '?' (FILE* expected, got no value)
--> false	bad argument #1 to '?' (FILE* expected, got table)
--> false	bad argument #1 to '?' (FILE* expected, got number)
--> false	bad argument #1 to '?' (FILE* expected, got string)
--> false	bad argument #1 to '?' (FILE* expected, got table)

--- tmpfile: a file without a name
local f = io.tmpfile()
f:write("temp") f:seek("set")
print(f:read("*a"), io.type(f), f:close())
--> temp	file	true

--- popen-shell: the shell is called sh
local p = io.popen("echo $0; ferrous-has-no-such-program 2>&1")
print((p:read("*a"):gsub("%d+", "N")))
p:close()
--> sh
--> sh: N: ferrous-has-no-such-program: not found
-->

--- popen: another program's output
local p = io.popen("echo popen; exit 3")
print(p:read("*a"), p:close())
local p = io.popen("cat > p.txt", "w")
p:write("sent") p:close()
print(io.open("p.txt"):read("*a"))
--> popen
--> 	true
--> sent

--- stdin: what is given
--@ stdin first\nsecond\n3 4
print(io.read())
print(io.stdin:read("*l"))
print(io.read("*n", "*n"))
print(io.read("*l"), io.read("*a"))
--> first
--> second
--> 3	4
--> nil	

--- stdin-lines: line by line
--@ stdin a\nb\n\nc
for line in io.lines() do print("<" .. line .. ">") end
--> <a>
--> <b>
--> <>
--> <c>

--- library: these functions and no others
local names = {}
for name in pairs(io) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
local names = {}
for name in pairs(getmetatable(io.stdout)) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
--> close flush input lines open output popen read stderr stdin stdout tmpfile type write
--> __gc __index __tostring close flush lines read seek setvbuf write

--- numbers-of-all-forms: what *n reads, and where it stops
local function try(text)
  local f = io.open("nn.txt", "w+") f:write(text) f:seek("set")
  local n = f:read("*n")
  print(text, n and string.format("%.10g", n), f:read("*a"))
  f:close()
end
for _, text in ipairs{"1", "-1.5x", "+2", ".5", "5.", "-.5e1z", "1e5 6", "1e", "1e+", "0x1F", "0xg", "0x", "inf", "infinity", "infx", "-inf", "nan", "nanx", "x", "", "  ", "--1", "1.2.3", "00012", "1e5.5", "0x.8", "0x1p4", "e5", "."} do try(text) end
--> 1	1	
--> -1.5x	-1.5	x
--> +2	2	
--> .5	0.5	
--> 5.	5	
--> -.5e1z	-5	z
--> 1e5 6	100000	 6
--> 1e	1	
--> 1e+	1	
--> 0x1F	31	
--> 0xg	nil	g
--> 0x	nil	
--> inf	inf	
--> infinity	inf	
--> infx	inf	x
--> -inf	-inf	
--> nan	nan	
--> nanx	nan	x
--> x	nil	x
--> 	nil	
-->   	nil	
--> --1	nil	-1
--> 1.2.3	1.2	.3
--> 00012	12	
--> 1e5.5	100000	.5
--> 0x.8	0.5	
--> 0x1p4	16	
--> e5	nil	e5
--> .	nil	

--- read-long: lines and blocks longer than buffers
local f = io.open("long.txt", "w+")
for i = 1, 2000 do f:write(("line " .. i .. " "):rep(20), "\n") end
f:seek("set")
local n = 0
for l in f:lines() do n = n + #l end
print(n, f:seek("set", 10), #f:read(50000), #f:read("*l"), #f:read("*a"), f:read(1))
f:seek("end", -5)
f:write("END")
f:seek("end", -5)
print(f:read("*a"))
f:close()
--> 377860	10	50000	138	329711	nil
--> END 
-->

--- wrong-direction: reading what is written and writing what is read
local w, r = io.open("dir.txt", "w"), nil
print(w:read(), w:read("*a"))
w:write("text") w:close()
r = io.open("dir.txt")
print(r:write("x") == r)
print(r:close())
--> nil	nil	Bad file descriptor	9
--> false
--> true

--- read-after-write: the position is one
local f = io.open("rw.txt", "w+")
f:write("hello world") f:seek("set", 6)
print(f:read(3)) f:seek("cur", 0) f:write("LD!") f:seek("set")
print(f:read("*a"), f:close())
--> wor
--> hello worLD!	true

--- buffering: every mode writes all in the end
for _, mode in ipairs{"no", "line", "full"} do
  local f = io.open("buf.txt", "w")
  f:setvbuf(mode) f:write("a\nb") f:flush() f:write("c") f:close()
  print(mode, io.open("buf.txt"):read("*a"))
end
print(io.stdout:setvbuf("no"), io.stdout:setvbuf("line"), io.stdout:setvbuf("full"))
--> no	a
--> bc
--> line	a
--> bc
--> full	a
--> bc
--> true	true	true

--- popen-twice: both directions, and unread output
local p = io.popen("cat > popen.txt", "w") p:write("to cat\n") p:close()
local p = io.popen("yes 2>/dev/null | head -n 10000")
print(p:read(), #p:read("*a"), p:close())
local p = io.popen("echo unread")
print(io.type(p), p:seek("set") == nil)
print(pcall(io.popen, "true", "rw") == false or "either")
--> y	19998	true
--> file	true
--> either

--- update-modes: reading and writing in turns, with a seek between
local name = "update.txt"
local f = io.open(name, "w") f:write("abcdefghij") f:close()
f = io.open(name, "r+")
print(f:read(3), f:seek("cur", 0), f:write("XY"), f:seek("cur", 0), f:read(2), f:seek("cur", -1), f:write("Z"))
f:seek("set", 1) print(f:read("*a")) f:close()
f = io.open(name, "w+")
f:write("one\ntwo\n") print(f:seek("set"), f:read(), f:read(), f:read(), f:seek("end"), f:write("three"), f:seek("set", 4), f:read("*a"))
f:close()
f = io.open(name, "a+")
print(f:read(), f:seek("set", 0), f:write("!"), f:seek("set", 4), f:read("*a"), f:seek("end")) f:close()
for _, mode in ipairs{"rx", "b", "", "rb+", "r+b", "rw", "w++", "+"} do
  local ok, file = pcall(io.open, "no such file", mode)
  print(mode, ok, io.type(file))
  if file then file:close() end
  os.remove("no such file")
end
--> abc	3	true	5	fg	6	true
--> bcXYfZhij
--> 0	one	two	nil	8	true	4	two
--> three
--> one	0	true	4	two
--> three!	14
--> rx	true	nil
--> b	true	nil
--> 	true	nil
--> rb+	true	nil
--> r+b	true	nil
--> rw	true	nil
--> w++	true	file
--> +	true	nil

--- full-device: what cannot be written is told once
local f = assert(io.open("/dev/full", "w"))
print(f:write("x"), f:flush())
print(f:write("y"), f:close())
local f = assert(io.open("/dev/full", "w"))
print(f:setvbuf("no"), f:write("a", "b", "c"))
print(f:write(("x"):rep(100000), "b"))
print(f:close())
--> true	nil	No space left on device	28
--> true	nil	No space left on device	28
--> true	nil	No space left on device	28
--> nil	No space left on device	28
--> true

--- folders: can be opened, but not read
print(io.open("."):read())
print(pcall(io.open(".").lines(io.open("."))))
print(pcall(io.lines(".")))
--> nil	Is a directory	21
--> false	Is a directory
--> false	Is a directory

--- turns: reading and writing without a seek between
local f = assert(io.open("turns.txt", "w+"))
f:write("0123456789")
f:seek("set", 0)
print(f:read(2), f:write("ab"), f:seek("cur"))
f:close()
local f = assert(io.open("turns.txt", "r+"))
print(f:write("xy"), f:read(3), f:seek("cur"), f:read("*a"))
f:close()
local f = assert(io.open("turns.txt"))
print(f:read("*a"))
f:close()
--> 01	true	4
--> true	ab4	5	56789
--> xyab456789

--- setvbuf-meanwhile: what is written already comes first
local f = assert(io.open("meanwhile.txt", "w"))
f:write("one ")
print(f:setvbuf("no"))
f:write("two ")
print(f:setvbuf("line", 100), f:write("three\nfour "))
print(f:setvbuf("full", 10), f:write(("long "):rep(100)))
local g = assert(io.open("meanwhile.txt"))
print(g:read("*l"), #g:read("*a") > 0)
g:close()
f:close()
local g = assert(io.open("meanwhile.txt"))
print(#g:read("*a"))
g:close()
--> true
--> true	true
--> true	true
--> one two three	true
--> 519

--- popen-left: programs that nobody closes
do
  local p, q = io.popen("exit 0"), io.popen("cat > /dev/null", "w")
  print(io.type(p), io.type(q), q:write("something"))
end
collectgarbage()
collectgarbage()
print(io.popen("echo after"):read())
--> file	file	true
--> after

--- words: what only begins like one
local f = assert(io.open("words.txt", "w+"))
for _, text in ipairs{"inx", "nox", "nil", "i", "in", "infinitx", "-inx", "0x.", "-0x.", "0x", "-", "infx", "nan", "INFINITY"} do
  f:seek("set", 0)
  f:write(text, (" "):rep(20))
  f:seek("set", 0)
  local number = f:read("*n")
  print(text, number and tostring(number):gsub("^-nan$", "nan"), (f:read(3)))
end
f:close()
for _, text in ipairs{"in", "na", "+", "0x", "1e"} do
  local f = assert(io.open("words.txt", "w+"))
  f:write(text)
  f:seek("set", 0)
  print(text, f:read("*n"), f:read("*a"))
  f:close()
end
--> inx	nil	   
--> nox	nil	x  
--> nil	nil	l  
--> i	nil	   
--> in	nil	   
--> infinitx	nil	   
--> -inx	nil	   
--> 0x.	0	   
--> -0x.	-0	   
--> 0x	nil	   
--> -	nil	   
--> infx	inf	x  
--> nan	nan	   
--> INFINITY	inf	   
--> in	nil	
--> na	nil	
--> +	nil	
--> 0x	nil	
--> 1e	1	

--- read-very-long: lines, blocks and all of a file of some hundred kilobytes
local long = ("x"):rep(700000)
local f = assert(io.open("long.txt", "w+"))
f:write(long, "\n", "short\n", long, "\n", ("1"):rep(300), " ", (" "):rep(200000), "5")
f:seek("set", 0)
print(f:read() == long, f:read(), f:read(700000) == long, f:read(1) == "\n", f:read("*n"), f:read("*n"), f:read("*n"))
f:seek("set", 5)
print(#f:read("*a"), f:read("*a"), f:read())
f:close()
local count, length = 0, 0
for line in io.lines("long.txt") do count, length = count + 1, length + #line end
print(count, length)
--> true	short	true	true	1.1111111111111e+299	5	nil
--> 1600305		nil
--> 4	1600307

--- read-many: thousands of items at once
local f = assert(io.open("many.txt", "w+"))
for i = 1, 3000 do f:write(i, "\n") end
local formats = {}
for i = 1, 3000 do formats[i] = i % 3 == 0 and "*l" or i % 3 == 1 and "*n" or 1 end
f:seek("set", 0)
local items = {f:read(unpack(formats))}
print(#items, items[1], items[2] == "\n", items[3], items[4], items[2998], items[3000])
f:close()
local words = {}
for i = 1, 5000 do words[i] = i end
local f = assert(io.open("many.txt", "w"))
print(f:write(unpack(words)), f:seek("cur"), f:close())
--> 3000	1	true	2	3	1999	2000
--> true	18893	true
