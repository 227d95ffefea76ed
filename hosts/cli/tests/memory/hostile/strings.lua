--- doubling with a number in the middle
local s = 'x' while true do s = s .. #s .. s end

--- strings of 66 KB
local t = {} while true do t[#t + 1] = ('x'):rep(66000) .. #t end

--- strings of 66 KB as keys
local t = {} for i = 1, 1e8 do t[('x'):rep(66000) .. i] = i end

--- strings of 33 KB
local t = {} while true do t[#t + 1] = ('x'):rep(33000) .. #t end

--- strings of 1,025 bytes
local t = {} while true do t[#t + 1] = ('x'):rep(1020) .. 10000 + #t end

--- strings of 40 bytes
local t = {} while true do t[#t + 1] = ('x'):rep(34) .. 1e5 + #t end

--- strings of every length
local t = {} while true do t[#t + 1] = ('x'):rep(#t) end

--- concatenation of many
local s = 'x' while true do s = s .. s .. s .. s .. s .. s .. s .. s .. s .. s end

--- bytes and characters => string slice too long | not enough memory
local s = 'x' while true do s = s .. string.char(s:byte(1, -1)) end

--- lists of bytes
local t, s = {}, ('x'):rep(10000) while true do t[#t + 1] = { s:byte(1, -1) } end

--- gsub of the whole
local s = 'x' while true do s = s:gsub('^.*$', '%0%0') end

--- results of gsub
local t, s = {}, ('x'):rep(2000) while true do t[#t + 1] = s:gsub('.', ('y'):rep(33)) end

--- long results of gsub
local t, s = {}, ('x'):rep(66000) while true do t[#t + 1] = s:gsub('.', ('y'):rep(17)) end

--- gsub of nothing
local s = 'x' while true do s = s:gsub('', s) end

--- gsub whose function holds
local held, s = {}, ('x'):rep(1e7)
s:gsub('.', function(c) held[#held + 1] = { c } end)

--- iterators of gmatch
local t = {} while true do t[#t + 1] = (('x'):rep(1e4) .. #t):gmatch('.') end

--- captured positions
local t, s, p = {}, ('x'):rep(10), ('()'):rep(32)
while true do t[#t + 1] = { s:find(p) } end

--- substrings
local t, s = {}, ('x'):rep(1e6) while true do t[#t + 1] = s:sub(1, -#t - 1) end

--- upper and lower
local t, s = {}, ('x'):rep(1e5) while true do t[#t + 1] = s:upper() t[#t + 1] = s:lower() end

--- rep of itself => resulting string too large | not enough memory
local s = 'xx' while true do s = s:rep(#s) end

--- format of many
local s, f = 'x', ('%s'):rep(50)
while true do
    local t = {} for i = 1, 50 do t[i] = s end
    s = f:format(unpack(t))
end

--- format to a width
local t = {} while true do t[#t + 1] = ('%99d'):format(#t) end

--- quoted zeros
local s = '\0' while true do s = ('%q'):format(s):rep(2) end

--- a file without an end
io.open('/dev/zero'):read('*a')

--- a line without an end
io.open('/dev/zero'):read('*l')

--- lines without an end
for line in io.lines('/dev/zero') do end

--- a read of a gigabyte
io.open('/dev/zero'):read(1e9)

--- reads that are held
local t, f = {}, io.open('/dev/zero') while true do t[#t + 1] = f:read(1e5) end

--- large reads that are held
local t, f = {}, io.open('/dev/zero') while true do t[#t + 1] = f:read(4.3e6) end
