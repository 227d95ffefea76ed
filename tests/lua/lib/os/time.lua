-- Times. The zone may be any, so most of it goes there and back.
local function back(time) return os.time(os.date("*t", time)) == time end
print(back(0), back(1e9), back(1234567890), back(-1e9), back(4e9)) --> true	true	true	true	true

local now = os.time()
print(type(now), now == math.floor(now), now > 1.6e9, os.difftime(os.time(), now) < 60) --> number	true	true	true

-- Parts out of their ranges go over into the others.
local function same(a, b) print(os.time(a) == os.time(b)) end
same({ year = 2001, month = 13, day = 1 }, { year = 2002, month = 1, day = 1 }) --> true
same({ year = 2001, month = 3, day = 0 }, { year = 2001, month = 2, day = 28 }) --> true
same({ year = 2004, month = 3, day = 0 }, { year = 2004, month = 2, day = 29 }) --> true
same({ year = 2001, month = -11, day = 31 }, { year = 2000, month = 1, day = 31 }) --> true
same({ year = 2001, month = 1, day = 1, hour = 25, min = -61, sec = 3661 }, { year = 2001, month = 1, day = 2, hour = 1, min = 0, sec = 1 }) --> true
-- Noon is the default, and everything is cut.
same({ year = 2001, month = 1, day = 1 }, { year = 2001, month = 1, day = 1, hour = 12, min = 0, sec = 0 }) --> true
same({ year = "2001", month = "0x1", day = 1.9, sec = "x" }, { year = 2001, month = 1, day = 1 }) --> true
print(os.difftime(os.time({ year = 2001, month = 1, day = 10 }), os.time({ year = 2001, month = 1, day = 1 }))) --> 777600

-- Fields may come from anywhere.
local asked = {}
local date = setmetatable({ year = 2001 }, {
  __index = function(_, field)
    asked[#asked + 1] = field
    return ({ month = 5, day = 6 })[field]
  end,
})
same(date, { year = 2001, month = 5, day = 6 }) --> true
print(table.concat(asked, " ")) --> sec min hour day month isdst

print(pcall(os.time, {})) --> false	field 'day' missing in date table
print(pcall(os.time, { day = 1 })) --> false	field 'month' missing in date table
print(pcall(os.time, { day = 1, month = 1 })) --> false	field 'year' missing in date table
print(pcall(os.time, { day = 1, month = 1, year = "x" })) --> false	field 'year' missing in date table
print(pcall(function() os.time({ day = 1 }) end)) --> false	tests/lua/lib/os/time.lua:35: field 'month' missing in date table
print(pcall(os.time, 1)) --> false	bad argument #1 to '?' (table expected, got number)
print(pcall(os.time, setmetatable({}, { __index = function() error("no", 0) end }))) --> false	no

print(os.difftime(5, 3), os.difftime(5), os.difftime(2.9, 1.9), os.difftime(3, 5)) --> 2	5	1	-2
print(pcall(os.difftime)) --> false	bad argument #1 to '?' (number expected, got no value)

local clock = os.clock()
print(type(clock), clock >= 0) --> number	true
for i = 1, 1e4 do clock = math.max(clock, os.clock()) end
print(os.clock() >= clock) --> true
