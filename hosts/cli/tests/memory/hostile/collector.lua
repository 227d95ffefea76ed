--- tables with weak keys
local t, weak = {}, { __mode = 'k' } while true do t[#t + 1] = setmetatable({}, weak) end

--- tables with weak values
local t, weak = {}, { __mode = 'v' } while true do t[#t + 1] = setmetatable({}, weak) end

--- tables with weak keys and values
local t, weak = {}, { __mode = 'kv' } while true do t[#t + 1] = setmetatable({}, weak) end

--- weak tables, each with a metatable
local t = {} while true do t[#t + 1] = setmetatable({ t }, { __mode = 'kv' }) end

--- weak tables that hold each other
local t, weak = {}, { __mode = 'k' }
local last = {}
while true do
    local next = setmetatable({ [last] = true }, weak)
    t[#t + 1] = next
    last = next
end

--- a list of weak tables
local list while true do list = setmetatable({ [list or 1] = list }, { __mode = 'k' }) list.next = list end

--- weak keys that their values hold
local weak = setmetatable({}, { __mode = 'k' }) while true do local k = {} weak[k] = { k } end

--- weak values that are strings
local weak = setmetatable({}, { __mode = 'v' }) for i = 1, 1e8 do weak[i] = 'x' .. i end

--- weak values that are held elsewhere
local weak, t = setmetatable({}, { __mode = 'v' }), {} for i = 1, 1e8 do t[i] = { i } weak[-i] = t[i] end

--- tables that become weak
local t = {} while true do local m = {} t[#t + 1] = setmetatable({ {} }, m) m.__mode = 'kv' end

--- full weak tables that are held
local t, weak = {}, { __mode = 'v' }
while true do
    local w, garbage = setmetatable({}, weak), {}
    for i = 1, 10 do w[i] = garbage end
    t[#t + 1] = w
end

--- userdata with finalizers
local t = {}
while true do
    local p = newproxy(true)
    getmetatable(p).__gc = function() end
    t[#t + 1] = p
end

--- userdata of one metatable
local first = newproxy(true)
getmetatable(first).__gc = function() end
local t = {} while true do t[#t + 1] = newproxy(first) end

--- finalizers that bring back
local ok, e = pcall(function()
    local held, left = {}, 1e5
    local first = newproxy(true)
    getmetatable(first).__gc = function(self) left = left - 1 if left > 0 then pcall(rawset, held, #held + 1, self) end end
    for i = 1, 1e5 do newproxy(first) end
    while true do held[#held + 1] = { newproxy(first) } end
end)
error(e, 0)

--- finalizers that make more
local left = 1e4
local first = newproxy(true)
getmetatable(first).__gc = function()
    left = left - 1
    if left > 0 then pcall(function() newproxy(first) newproxy(first) end) end
end
newproxy(first)
local t = {} while true do t[#t + 1] = { newproxy(first) } end

--- finalizers that want everything => not enough memory | a finalizer has burned too much fuel
local left, count = 3, 0
local first = newproxy(true)
getmetatable(first).__gc = function()
    left = left - 1
    if left > 0 then pcall(function() local s = 'x' while true do s = s .. s end end) count = count + 1 end
end
for i = 1, 100 do newproxy(first) end
local t = {} while true do t[#t + 1] = {} end

--- finalizers that hold closures
local t, left = {}, 1e4
while true do
    local p, big = newproxy(true), ('x'):rep(1000) .. #t
    getmetatable(p).__gc = function() left = left - 1 return big end
    t[#t + 1] = p
end

--- finalizers behind finalizers
local last
while true do
    local p, before = newproxy(true), last
    getmetatable(p).__gc = function() return before end
    last = p
end

--- finalizers that recurse
local left = 20
local first = newproxy(true)
getmetatable(first).__gc = function()
    left = left - 1
    if left > 0 then pcall(function() local function f(n) return 1 + f(n) end f(1) end) end
end
for i = 1, 100 do newproxy(first) end
local t = {} while true do t[#t + 1] = { #t } end

--- a collector that has stopped
collectgarbage('stop')
local ok, e = pcall(function() local list while true do list = { list, {} } end end)
collectgarbage('restart')
error(e, 0)

--- a long pause
collectgarbage('setpause', 100000)
local ok, e = pcall(function() local list while true do list = { list, {} } end end)
collectgarbage('setpause', 200)
error(e, 0)

--- half of it garbage
local t = {} while true do t[#t + 1] = { {}, #t % 2 == 0 and ('x'):rep(1000) .. #t } local garbage = { {}, {} } end

--- every second string freed
local t, n = {}, 0
while true do
    for i = n + 1, n + 1000 do t[i] = ('x'):rep(5000) .. i end
    for i = n + 2, n + 1000, 2 do t[i] = i end
    n = n + 1000
end

--- files that are open
local t = {} while true do t[#t + 1] = { must(io.tmpfile()), ('x'):rep(2e6) .. #t } end

--- files with buffers
local t = {}
while true do
    local f = must(io.open('/dev/null', 'w'))
    f:setvbuf('full', 2e6)
    f:write(('x'):rep(1.5e6))
    t[#t + 1] = { f, ('x'):rep(2e6) .. #t }
end

--- lines that wait
local t = {} while true do t[#t + 1] = io.lines('/dev/null') t[#t + 1] = ('x'):rep(2e6) .. #t end
