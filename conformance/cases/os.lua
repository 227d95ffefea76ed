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

--- date-all-letters: every conversion of C
for letter in ("aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyY%"):gmatch(".") do
  print(letter, (os.date("!%" .. letter, 1234567890)), (os.date("!%" .. letter, 86400 * 3)), (os.date("!%" .. letter, 1072915200)))
end
--> a	Fri	Sun	Thu
--> A	Friday	Sunday	Thursday
--> b	Feb	Jan	Jan
--> B	February	January	January
--> c	Fri Feb 13 23:31:30 2009	Sun Jan  4 00:00:00 1970	Thu Jan  1 00:00:00 2004
--> C	20	19	20
--> d	13	04	01
--> D	02/13/09	01/04/70	01/01/04
--> e	13	 4	 1
--> F	2009-02-13	1970-01-04	2004-01-01
--> g	09	70	04
--> G	2009	1970	2004
--> h	Feb	Jan	Jan
--> H	23	00	00
--> I	11	12	12
--> j	044	004	001
--> m	02	01	01
--> M	31	00	00
--> n	
--> 	
--> 	
-->
--> p	PM	AM	AM
--> r	11:31:30 PM	12:00:00 AM	12:00:00 AM
--> R	23:31	00:00	00:00
--> S	30	00	00
--> t						
--> T	23:31:30	00:00:00	00:00:00
--> u	5	7	4
--> U	06	01	00
--> V	07	01	01
--> w	5	0	4
--> W	06	00	00
--> x	02/13/09	01/04/70	01/01/04
--> X	23:31:30	00:00:00	00:00:00
--> y	09	70	04
--> Y	2009	1970	2004
--> %	%	%	%

--- time-of-objects: fields may come from metamethods
print(os.time(setmetatable({year = 2001, month = 2}, {__index = {day = 3, hour = 4}})) == os.time{year = 2001, month = 2, day = 3, hour = 4})
print(os.time(setmetatable({}, {__index = function(_, k) return ({year = 2001, month = 2, day = 3, hour = 4})[k] end})) == os.time{year = 2001, month = 2, day = 3, hour = 4})
print(os.time{year = "2001", month = "2", day = "3", hour = 4, isdst = false} == os.time{year = 2001, month = 2, day = 3, hour = 4})
--> true
--> true
--> true

--- time-defaults: noon, and no minutes or seconds
print(os.time{year = 2001, month = 2, day = 3} - os.time{year = 2001, month = 2, day = 3, hour = 12, min = 0, sec = 0})
print(os.date("%H:%M:%S", os.time{year = 2001, month = 2, day = 3}))
print(os.date("%H:%M:%S", os.time{year = 2001, month = 2, day = 3, hour = 5, sec = 7}))
--> 0
--> 12:00:00
--> 05:00:07

--- date-gnu: what only GNU's strftime knows, and what it does not know
for _, time in ipairs{0, 45296, 1e9} do
  print(os.date("!%k|%l|%P|%Z|%z|%5|%Q|%E|%O|%Ey|%Od|%", time))
end
-->  0|12|am|GMT|+0000|   %5|%Q|%E|%O|%Ey|%Od|%
--> 12|12|pm|GMT|+0000|   %5|%Q|%E|%O|%Ey|%Od|%
-->  1| 1|am|GMT|+0000|   %5|%Q|%E|%O|%Ey|%Od|%

--- date-long: formats of some hundred kilobytes
local text = os.date("!" .. ("%Y-%m "):rep(20000), 0)
print(#text, text == ("1970-01 "):rep(20000))
local text = os.date("!" .. ("x"):rep(200000) .. "%d\0%d", 86400)
print(#text, text:sub(-4))
--> 160000	true
--> 200002	xx02

--- date-seconds: what local clocks show, as a time
for _, time in ipairs{0, 1, 86400 * 365, 1e9, 2^31, -86400} do print(os.date("%s", time), os.date("*t", time).sec) end
--> 0	0
--> 1	1
--> 31536000	0
--> 1000000000	40
--> 2147483648	8
--> -86400	0

--- date-beyond: years that are too large, and times before the first
print(os.date("%c", 1e18), os.date("*t", 1e18), os.date("!%Y", -1e18), os.date("!%Y-%m-%d", -86400 * 365 * 2000))
print(os.time(os.date("*t", -1)), os.time(os.date("*t", -2)))
--> nil	nil	nil	-29-05-01
--> nil	-2

--- time-daylight: an hour between the two ways to mean a time
for month = 1, 12 do
  local with = os.time{year = 2020, month = month, day = 15, isdst = true}
  local without = os.time{year = 2020, month = month, day = 15, isdst = false}
  io.write(without - with, " ")
end
print()
--> 3600 3600 3600 3600 3600 3600 3600 3600 3600 3600 3600 3600 
