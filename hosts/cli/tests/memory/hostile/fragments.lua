--- small objects freed, large ones made
local size = 16
local t = {}
while true do
    for i = 1, 200 do t[#t + 1] = ('x'):rep(size) .. #t end
    for i = #t - 199, #t, 2 do t[i] = false end
    size = size * 1.3
end

--- one string kept in every block
local kept, size = {}, 48
while true do
    local t, n = {}, math.floor(40e6 / (size + 90))
    for i = 1, n do t[i] = ('x'):rep(size) .. i end
    for i = 1, n, math.ceil(60000 / (size + 40)) do kept[#kept + 1] = t[i] end
    size = size < 30000 and math.floor(size * 1.5) or 48
end

--- one table kept in every block
local kept, length = {}, 1
while true do
    local t, n = {}, math.floor(30e6 / (length * 16 + 100))
    for i = 1, n do
        local row = {}
        for j = 1, length do row[j] = j end
        t[i] = row
    end
    for i = 1, n, math.ceil(60000 / (length * 16 + 80)) do kept[#kept + 1] = t[i] end
    length = length < 2000 and length * 2 or 1
end
