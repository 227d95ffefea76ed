-- dofile and loadfile.
local folder = "tests/fixtures/modules/"
print(dofile(folder .. "deep/inner.lua"))                --> deep
print(loadfile(folder .. "deep/inner.lua")(1, 2))        --> deep	1	2
print(dofile(folder .. "script.lua"))                    --> tests/fixtures/modules/script.lua:2: 
print(select("#", dofile(folder .. "hash.lua")))         --> 0
print(pcall(loadfile, folder .. "wrong.lua"))            --> true	nil	tests/fixtures/modules/wrong.lua:2: unexpected symbol near '='
print(pcall(dofile, folder .. "wrong.lua"))              --> false	tests/fixtures/modules/wrong.lua:2: unexpected symbol near '='
print(pcall(dofile, folder .. "failing.lua"))            --> false	tests/fixtures/modules/failing.lua:2: no luck

print(loadfile("nofile.lua"))                            --> nil	cannot open nofile.lua: No such file or directory
print(pcall(dofile, "nofile.lua"))                       --> false	cannot open nofile.lua: No such file or directory
print(loadfile("tests"))                                 --> nil	cannot read tests: Is a directory
print(loadfile(folder .. "plain.lua/x"))                 --> nil	cannot open tests/fixtures/modules/plain.lua/x: Not a directory
print(pcall(loadfile, {}))                               --> false	bad argument #1 to '?' (string expected, got table)
print(pcall(dofile, true))                               --> false	bad argument #1 to '?' (string expected, got boolean)
print(loadfile(folder .. "binary.lua"))                  --> nil	tests/fixtures/modules/binary.lua: unexpected end in precompiled chunk
print(loadfile(folder .. "binary_script.lua"))           --> nil	tests/fixtures/modules/binary_script.lua: bad header in precompiled chunk

-- The chunk's globals are those of the thread, not of the caller.
x = "global"
setfenv(1, { loadfile = loadfile, dofile = dofile, print = print, x = "mine" })
print(dofile == loadfile, x)                             --> false	mine
