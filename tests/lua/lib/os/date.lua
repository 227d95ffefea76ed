-- Dates in Greenwich, and those of the local zone as far as every zone agrees.
local function at(format, time) print(os.date(format, time)) end

at("!%Y-%m-%d %H:%M:%S", 0) --> 1970-01-01 00:00:00
at("!%Y-%m-%d %H:%M:%S", 951782400) --> 2000-02-29 00:00:00
at("!%Y-%m-%d %H:%M:%S", -1) --> 1969-12-31 23:59:59
at("!%Y-%m-%d %H:%M:%S", 253402300800) --> 10000-01-01 00:00:00
at("!%Y-%m-%d %H:%M:%S", -70000000000) --> -249-10-15 19:33:20
at("!%c", 1e9) --> Sun Sep  9 01:46:40 2001
at("!%x %X %p", 1e9) --> 09/09/01 01:46:40 AM
at("!%a %A %b %B %h", 1234567890) --> Fri Friday Feb February Feb
at("!%d|%e|%j|%U|%W|%w|%u|%V|%G|%g", 1234567890) --> 13|13|044|06|06|5|5|07|2009|09
at("!%H|%I|%k|%l|%M|%S|%P", 1234567890) --> 23|11|23|11|31|30|pm
at("!%C|%y|%D|%F|%R|%T|%r", 1234567890) --> 20|09|02/13/09|2009-02-13|23:31|23:31:30|11:31:30 PM
at("!%Z %z", 0) --> GMT +0000
at("![%n%t%%]", 0) --> [
--> 	%]
-- Weeks around the new year.
for _, time in ipairs({ 1104537600, 1104624000, 1230768000, 1293840000, 1325376000 }) do
  at("!%F %G-%V %U %W", time)
end
--> 2005-01-01 2004-53 00 00
--> 2005-01-02 2004-53 01 00
--> 2009-01-01 2009-01 00 00
--> 2011-01-01 2010-52 00 00
--> 2012-01-01 2011-52 01 00

-- What is no conversion stays.
at("!%Q %f %i %, %", 0) --> %Q %f %i %, %
at("!%-d %_d %E %O", 0) --> %-d %_d %E %O
at("!%5", 0) -->    %5
at("!no conversion", 0) --> no conversion
at("", 0) -->
at("!", 0) -->
-- A NUL ends a format.
print(#os.date("!%Y\0%Y", 0)) --> 4

local function show(date)
  print(date.year, date.month, date.day, date.hour, date.min, date.sec, date.wday, date.yday, date.isdst)
end
show(os.date("!*t", 0)) --> 1970	1	1	0	0	0	5	1	false
show(os.date("!*t", 1234567890.9)) --> 2009	2	13	23	31	30	6	44	false
show(os.date("!*t", -86401)) --> 1969	12	30	23	59	59	3	364	false
print(os.date("!*tx", 0)) --> *tx

-- A year has to fit C's int.
print(os.date("!%Y", 1e15)) --> 31690708
print(os.date("!%Y", 67768036191676800), os.date("!*t", 1e100), os.date("!%c", 0 / 0)) --> nil	nil	nil

print(os.date("%H") == os.date("*t").hour .. "" or #os.date("%H") == 2) --> true
print(type(os.date()), #os.date() == #os.date("%c"), os.date(nil, nil) ~= nil) --> string	true	true
print(pcall(os.date, {})) --> false	bad argument #1 to '?' (string expected, got table)
print(pcall(function() os.date("x", {}) end)) --> false	tests/lua/lib/os/date.lua:53: bad argument #2 to 'date' (number expected, got table)
