-- Names of chunks are shortened to 80 bytes in messages of the compiler, and to 60 bytes in positions of run-time errors.
local function name(n) print(select(2, loadstring("x =", n))) end
for n = 61, 66 do name(("x"):rep(n)) end --> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]:1: unexpected symbol near '<eof>'
--> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]:1: unexpected symbol near '<eof>'
--> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]:1: unexpected symbol near '<eof>'
--> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."]:1: unexpected symbol near '<eof>'
--> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."]:1: unexpected symbol near '<eof>'
--> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."]:1: unexpected symbol near '<eof>'
for n = 77, 81 do name("=" .. ("x"):rep(n)) end --> xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:1: unexpected symbol near '<eof>'
--> xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:1: unexpected symbol near '<eof>'
--> xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:1: unexpected symbol near '<eof>'
--> xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:1: unexpected symbol near '<eof>'
--> xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:1: unexpected symbol near '<eof>'
for n = 70, 74 do name("@" .. ("y"):rep(n) .. "z") end --> yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyz:1: unexpected symbol near '<eof>'
--> yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyz:1: unexpected symbol near '<eof>'
--> ...yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyz:1: unexpected symbol near '<eof>'
--> ...yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyz:1: unexpected symbol near '<eof>'
--> ...yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyz:1: unexpected symbol near '<eof>'
name(("long name "):rep(10)) --> [string "long name long name long name long name long name long name lon..."]:1: unexpected symbol near '<eof>'
name("=" .. ("long name "):rep(10)) --> long name long name long name long name long name long name long name long name:1: unexpected symbol near '<eof>'
name("@" .. ("long/path/"):rep(10) .. "file.lua") --> ...ath/long/path/long/path/long/path/long/path/long/path/long/path/file.lua:1: unexpected symbol near '<eof>'
name(("x"):rep(70) .. "\nsecond line") --> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."]:1: unexpected symbol near '<eof>'
name(("x"):rep(50) .. "\n" .. ("y"):rep(50)) --> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."]:1: unexpected symbol near '<eof>'

-- In the positions of run-time errors, those of the machine and those of error.
local function position(n) print(select(2, pcall(loadstring("\nerror 'message'", n)))) end
position(("x"):rep(200)) --> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."]:2: message
position("=" .. ("x"):rep(200)) --> xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:2: message
position("@" .. ("y"):rep(200)) --> ...yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy:2: message
local function machine(n) print(select(2, pcall(loadstring("\nlocal a = nil + 1", n)))) end
machine(("x"):rep(43)) --> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]:2: attempt to perform arithmetic on a nil value
machine(("x"):rep(44)) --> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."]:2: attempt to perform arithmetic on a nil value
machine("=" .. ("x"):rep(59)) --> xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:2: attempt to perform arithmetic on a nil value
machine("=" .. ("x"):rep(60)) --> xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:2: attempt to perform arithmetic on a nil value
machine("@" .. ("y"):rep(52)) --> yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy:2: attempt to perform arithmetic on a nil value
machine("@" .. ("y"):rep(53)) --> ...yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy:2: attempt to perform arithmetic on a nil value
machine(("x"):rep(70) .. "\nsecond line") --> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."]:2: attempt to perform arithmetic on a nil value
