--- functions that are loaded
local t = {} while true do t[#t + 1] = must(loadstring('return function() return ' .. #t .. ' end')) end

--- constants
local t = {}
while true do
    for i = 1, #t + 1 do t[#t + 1] = #t + 0.5 end
    must(loadstring('return {' .. table.concat(t, ',') .. '}'))
end

--- a huge name
local s = 'x' while true do s = s .. s must(loadstring(s .. ' = 1')) end

--- a huge string
local s = 'x' while true do s = s .. s must(loadstring('return "' .. s .. '"')) end

--- a huge long string
local s = 'x' while true do s = s .. s must(loadstring('return [[' .. s .. ']]')) end

--- a huge comment
local s = 'x' while true do s = s .. s must(loadstring('--' .. s)) end

--- a huge numeral
local s = '1' while true do s = s .. s must(loadstring('return ' .. s)) end

--- huge names of chunks
local t = {} while true do t[#t + 1] = must(loadstring('', ('n'):rep(1e5) .. #t)) end

--- a reader of growing pieces
local s = 'x = 1 ' must(load(function() s = s .. s return s end))

--- a reader that holds
local t = {} must(load(function() t[#t + 1] = { #t } return ' ' end))

--- many nested blocks
local s = 'do end ' while true do s = s .. s must(loadstring('while x do ' .. s .. ' end')) end

--- a long chain of elseif
must(loadstring('if x then ' .. ('elseif y then z() '):rep(1e6) .. ' end'))

--- a long concatenation
must(loadstring('return a' .. ('..a'):rep(1e6)))

--- a long table of tables
must(loadstring('return {' .. ('{},'):rep(5e6) .. '}'))

--- fields of many names
local t = {} for i = 1, 1e6 do t[i] = 'a.b' .. i .. '=c' end must(loadstring(table.concat(t, ' ')))

--- dumps
local t, f = {}, loadstring(('x = 1 '):rep(1000)) while true do t[#t + 1] = string.dump(f) end

--- dumps of dumps
local t, s = {}, string.dump(loadstring(('x = 1 '):rep(1000)))
while true do t[#t + 1] = must(loadstring(s)) s = string.dump(t[#t]) end

--- closures over closures
local f = print while true do local g = f f = function() return g() end end

--- closures with many upvalues
local t = {}
while true do
    local a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
    t[#t + 1] = function() return a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p end
end

--- closures that share
local t = {}
while true do
    local x = #t
    t[#t + 1] = function() return x end
    t[#t + 1] = function(y) x = y end
end

--- a chain of environments
local t, env = {}, {}
while true do
    env = setmetatable({}, { __index = env })
    t[#t + 1] = setfenv(function() return x end, env)
end

--- environments of userdata
local t = {} while true do t[#t + 1] = debug.setfenv(newproxy(), { #t }) end

--- environments of coroutines
local t = {} while true do t[#t + 1] = debug.setfenv(coroutine.create(function() end), { #t }) end

--- modules
local ok, e = pcall(function()
    for i = 1, 1e8 do
        local name = 'm' .. i
        package.preload[name] = function() return { name, ('x'):rep(1e4) .. i } end
        require(name)
    end
end)
for k in pairs(package.preload) do package.preload[k] = nil end
for k in pairs(package.loaded) do if k:find('^m%d') then package.loaded[k] = nil end end
error(e, 0)

--- a module with a huge name
local s = 'x' while true do s = s .. s raise(select(2, pcall(require, s))) end

--- a huge search path
local path = package.path
package.path = ('?;'):rep(1e4)
local ok, e = pcall(require, ('x'):rep(1e5))
package.path = path
error(e, 0)

--- a hook that holds
local t = {}
local function hook()
    local ok, e = pcall(function() for i = 1, 100 do t[#t + 1] = { #t } end end)
    if not ok then debug.sethook() error(e, 0) end
end
debug.sethook(hook, '', 1)
while true do end

--- hooks of coroutines
local t = {}
while true do
    local co = coroutine.create(function() coroutine.yield() end)
    local n = #t
    debug.sethook(co, function() return n end, 'crl')
    coroutine.resume(co)
    t[n + 1] = co
end

--- active lines
local t, f = {}, loadstring(('x = 1\n'):rep(1000)) while true do t[#t + 1] = debug.getinfo(f, 'L') end
