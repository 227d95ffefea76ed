--- lists with a hash part
local list while true do list = { list, n = list } end

--- keys from above
local t = {} for i = 1e8, 1, -1 do t[i] = true end

--- every second key
local t = {} for i = 1, 1e8 do t[2 * i] = i end

--- functions as keys
local t = {} while true do t[function() return t end] = 1 end

--- coroutines as keys
local t = {} while true do t[coroutine.create(function() end)] = 1 end

--- grown and emptied arrays
local all = {}
while true do
    local t = {}
    for i = 1, 1000 do t[i] = i end
    for i = 1, 1000 do t[i] = nil end
    all[#all + 1] = t
end

--- grown and emptied hashes
local all = {}
while true do
    local t = {}
    for i = 1, 1000 do t['k' .. i] = i end
    for k in pairs(t) do t[k] = nil end
    all[#all + 1] = t
end

--- one array, emptied and grown again
local t, n = {}, 1
while true do
    for i = 1, n do t[i] = i end
    for i = n, 1, -1 do t[i] = nil end
    n = n * 2
end

--- one hash, emptied and grown again
local t, n = {}, 1
while true do
    for i = 1, n do t[-i] = i end
    for i = 1, n do t[-i] = nil end
    n = n * 4
end

--- a tree
local function tree(n) if n == 0 then return {} end return { tree(n - 1), tree(n - 1) } end
tree(30)

--- rows of a matrix
local rows = {}
while true do
    local row = {}
    for i = 1, 300 do row[i] = i end
    rows[#rows + 1] = row
end

--- one key each
local t = {} while true do t[#t + 1] = { [-1] = #t } end

--- five fields each
local t = {} while true do t[#t + 1] = { a = 1, b = 2, c = 3, d = 4, e = 5 } end

--- metatables, each with a table of its own
local t = {} while true do t[#t + 1] = setmetatable({}, { __index = {} }) end

--- a chain of metatables
local t = {} while true do t = setmetatable({}, { __index = t }) end

--- assignments that a metamethod doubles
local t = setmetatable({}, { __newindex = function(t, k, v) rawset(t, k, v) rawset(t, -k, { v }) end })
for i = 1, 1e8 do t[i] = i end

--- insertions in front
local t = {} while true do table.insert(t, 1, ('x'):rep(1e5) .. #t) end

--- insertions in the middle
local t = {} while true do table.insert(t, math.ceil((#t + 1) / 2), { ('x'):rep(1e5) .. #t }) end

--- sorts of a growing list
local t = {} while true do for i = 1, #t + 100 do t[#t + 1] = -i end table.sort(t) end

--- sorts of a growing list of strings
local t = {} while true do for i = 1, #t + 100 do t[#t + 1] = 'x' .. -#t end table.sort(t) end

--- sorts whose comparison holds
local t, held = {}, {}
for i = 1, 1e6 do t[i] = (i * 7919) % 1000003 end
table.sort(t, function(a, b) held[#held + 1] = { a, b } return a < b end)

--- lists that are their own concatenation
local t = { 'x' } while true do t[#t + 1] = table.concat(t) end

--- a separator
local t = {} for i = 1, 1000 do t[i] = i end
return table.concat(t, ('x'):rep(1e6))
