-- The os library, section 5.8.

--- date: of a given time, in all formats
print(os.date("!%Y-%m-%d %H:%M:%S", 0))
print(os.date("!%c|%x|%X|%p|%a|%A|%b|%B|%d|%j|%U|%w|%W|%y|%%", 86400 * 45))
local t = os.date("!*t", 1e9)
print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst)
print(type(os.date()), os.date("!", 0) == "", type(os.date("*t").year))
print(pcall(os.date, {}))
print(pcall(os.date, "%Y", "x"))
--> 1970-01-01 00:00:00
--> Sun Feb 15 00:00:00 1970|02/15/70|00:00:00|AM|Sun|Sunday|Feb|February|15|046|07|0|06|70|%
--> 2001	9	9	1	46	40	1	252	false
--> string	true	number
--> false	bad argument #1 to '?' (string expected, got table)
--> false	bad argument #2 to '?' (number expected, got string)

--- time: of a table, normalised
print(os.time{year = 2000, month = 1, day = 1, hour = 0} - os.time{year = 1999, month = 12, day = 31, hour = 0})
print(os.time{year = 2000, month = 13, day = 1, hour = 12} == os.time{year = 2001, month = 1, day = 1})
print(os.date("%Y-%m-%d %H:%M:%S", os.time{year = 2020, month = 2, day = 30, hour = 25, min = 61, sec = 61}))
print(pcall(os.time, {}))
print(pcall(os.time, {year = 2000}))
print(pcall(os.time, {year = 2000, month = 1}))
print(pcall(os.time, {year = "x", month = 1, day = 1}))
print(pcall(os.time, 5))
print(type(os.time()), os.time() > 1e9)
--> 86400
--> true
--> 2020-03-02 02:02:01
--> false	field 'day' missing in date table
--> false	field 'day' missing in date table
--> false	field 'day' missing in date table
--> false	field 'year' missing in date table
--> false	bad argument #1 to '?' (table expected, got number)
--> number	true

--- clock-difftime: seconds
print(type(os.clock()), os.clock() >= 0, os.difftime(10, 5), os.difftime(5, 10))
print(pcall(os.difftime))
--> number	true	5	-5
--> false	bad argument #1 to '?' (number expected, got no value)

--- getenv: what there is, or nil
print(os.getenv("NO_SUCH_VARIABLE_HERE"), type(os.getenv("PATH")))
print(pcall(os.getenv))
--> nil	string
--> false	bad argument #1 to '?' (string expected, got no value)

--- files: remove and rename
io.open("x.txt", "w"):close()
print(os.rename("x.txt", "y.txt"))
print(os.rename("x.txt", "z.txt"))
print(os.remove("y.txt"))
print(os.remove("y.txt"))
print(pcall(os.remove))
print(pcall(os.rename, "x"))
local name = os.tmpname()
print(type(name), os.remove(name))
--> true
--> nil	x.txt: No such file or directory	2
--> true
--> nil	y.txt: No such file or directory	2
--> false	bad argument #1 to '?' (string expected, got no value)
--> false	bad argument #2 to '?' (string expected, got no value)
--> string	true

--- execute: a status of the system
print(os.execute("exit 0"), os.execute("exit 3"), os.execute() ~= 0)
--> 0	768	true

--- exit: ends the process with a code
--@ process
print("before")
os.exit(3)
--> before
--> exit: 3

--- exit-zero: the default is success
--@ process
io.write("buffered")
os.exit()
--> buffered\

--- exit-in-coroutine: from anywhere
--@ process
coroutine.wrap(function() pcall(os.exit, 5) end)()
--> exit: 5

--- setlocale: the C locale
print(os.setlocale(), os.setlocale("C"), os.setlocale(nil, "all"), os.setlocale("no such locale"), os.setlocale("C", "numeric"))
print(pcall(os.setlocale, "C", "bad"))
--> C	C	C	nil	C
--> false	bad argument #2 to '?' (invalid option 'bad')

--- library: these functions and no others
local names = {}
for name in pairs(os) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
--> clock date difftime execute exit getenv remove rename setlocale time tmpname
