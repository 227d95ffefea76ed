//! Programs that allocate: one kind of thing each, and random ones of all kinds.

/// Programs that allocate one kind of thing each.
pub const PROGRAMS: &[&str] = &[
    // arrays, fields, tables of other tables
    "local t = {} for i = 1, 2e5 do t[i] = i end",
    "local t = {} for i = 1, 5e4 do t[i] = { i } end",
    "local t = {} for i = 1, 5e4 do t['key' .. i] = i end",
    "local t = {} for i = 1, 3e4 do t[{}] = { x = i, y = i, z = i } end",
    "local t = {} for i = 1, 2e4 do t[i % 500] = { 1, 2, 3, n = i } t[i] = nil end",
    // strings, interned and not
    "local t = {} for i = 1, 5e4 do t[i] = ('x'):rep(i % 300) end",
    "local t = {} for i = 1, 3e4 do t[('k'):rep(i % 40) .. i] = true end for k in pairs(t) do t[k] = nil end",
    // closures, cells and copies
    "local t = {} for i = 1, 5e4 do local c = i t[i] = function() c = c + 1 return t, c end end",
    "local t = {} for i = 1, 3e4 do local a, b, c, d, e = i, i, i, i, i t[i] = function() return a, b, c, d, e end end",
    // coroutines, suspended at every kind of place
    "local t = {} for i = 1, 5e3 do t[i] = coroutine.wrap(function() coroutine.yield(i) end) t[i]() end",
    "local t = {} for i = 1, 500 do
        t[i] = coroutine.wrap(function() pcall(table.sort, { 3, 2, 1 }, function(a, b) coroutine.yield(i) return a < b end) end) t[i]()
        t[i + 500] = coroutine.wrap(function() ('abc'):gsub('%w', function(c) coroutine.yield(c) end) end) t[i + 500]()
        t[i + 1000] = coroutine.wrap(function() return setmetatable({}, { __index = function() coroutine.yield() end }).x end) t[i + 1000]()
    end",
    "local function deep(n) if n == 0 then coroutine.yield() else deep(n - 1) end return n end
    local t = {} for i = 1, 60 do t[i] = coroutine.wrap(function() deep(2000) end) t[i]() end
    for i = 1, 60, 2 do t[i] = nil end collectgarbage()",
    // userdata, with metatables, environments and finalizers
    "local t = {} for i = 1, 2e4 do t[i] = newproxy(true) end",
    "local t = {} for i = 1, 5e3 do local u = newproxy(true) getmetatable(u).__gc = function() t[i % 50] = u end
        debug.setfenv(u, { i }) end",
    // weak tables
    "local k, v, kv = setmetatable({}, { __mode = 'k' }), setmetatable({}, { __mode = 'v' }), setmetatable({}, { __mode = 'kv' })
    local held = {}
    for i = 1, 2e4 do local o = { i } k[o], v[i], kv[o] = i, o, o if i % 10 == 0 then held[i] = o end end",
    "local mode, t = { __mode = 'k' }, {} for i = 1, 1.5e5 do t[i] = setmetatable({}, mode) end",
    "local one, t = newproxy(true), {} getmetatable(one).__gc = function() end
    for round = 1, 3 do for i = 1, 1.2e5 do t[i] = newproxy(one) end t = {} end",
    // prototypes and what is compiled
    "local t = {} for i = 1, 300 do t[i] = loadstring('local a, b = ' .. i .. ' return function(x) return a + x, \"s' .. i .. '\" end') end",
    "local t = {} for i = 1, 100 do t[i] = loadstring(string.dump(loadstring('return { ' .. ('\"s' .. i .. '\",'):rep(50) .. ' }'))) t[i]() end",
    // stacks
    "local function f(n) if n > 0 then return 1 + f(n - 1) end return 0 end for i = 1, 5 do f(2e4) end",
    "local function f(...) return select('#', ...) end local t = {} for i = 1, 3e4 do t[i] = i end
    for i = 1, 5 do f(unpack(t)) end",
    // buffers of library functions
    "local s = 'x' for i = 1, 20 do s = s .. s end for i = 1, 20 do s = s:gsub('x', 'y') end",
    "local t = {} for i = 1, 3e4 do t[i] = (i * 7919) % 30011 end table.sort(t, function(a, b) return a < b end)",
    "local t = {} for i = 1, 2e4 do t[i] = 'part ' .. i end for i = 1, 10 do local s = table.concat(t, ', ') t[i] = s:upper():reverse() end",
    "local t = {} for i = 1, 300 do t[i] = ('%-200s|%q|%5.1f'):format('x', ('\\n'):rep(i), i) end
    for i = 1, 300 do t[i] = { t[i]:byte(1, -1) } end",
    "local t = {} for i = 1, 300 do t[i] = ('a,b;c'):rep(i) end
    for i = 1, 300 do for w in t[i]:gmatch('%a') do t[w] = t[w] or {} t[w][i] = w end end",
    // errors and their texts
    "local t = {} for i = 1, 2e4 do t[i] = { pcall(error, 'x' .. i) } end",
    "local t = {} for i = 1, 500 do t[i] = select(2, xpcall(function() local x = t.a.b end, debug.traceback)) end",
    // hooks
    "local t = {} debug.sethook(function(e, l) t[#t % 100 + 1] = { e, l } end, 'crl')
    local function f(n) if n > 0 then return f(n - 1) end end for i = 1, 100 do f(20) end debug.sethook()",
];

/// A program of so many random steps on random objects.
pub fn random_program(seed: u64, steps: usize) -> String {
    format!(
        "local seed = {seed}
        local function random(n) seed = (seed * 16807) % 2147483647 return seed % n + 1 end
        local held = {{}}
        local function any() return held[random(2000)] end
        local modes = {{ 'k', 'v', 'kv' }}
        local makers = {{
            function() return {{}} end,
            function() local t = {{}} for i = 1, random(200) do t[i] = i end return t end,
            function() local t = {{}} for i = 1, random(100) do t['k' .. i] = i end return t end,
            function() return ('s'):rep(random(3000)) end,
            function() return 'str' .. random(100000) end,
            function() local c = random(9) return function() c = c + 1 return c end end,
            function() local a, b = any(), any() return function() return a, b end end,
            function() return coroutine.create(function(...) coroutine.yield(...) end) end,
            function()
                local co = coroutine.wrap(function(a) for c in (a .. a):gmatch('.') do coroutine.yield(c) end end)
                co('ab')
                return co
            end,
            function()
                local function deep(n) if n == 0 then coroutine.yield() else deep(n - 1) end return n end
                local co = coroutine.wrap(deep)
                co(random(300))
                return co
            end,
            function() return newproxy(true) end,
            function()
                local u = newproxy(true)
                getmetatable(u).__gc = function(u) held[random(2000)] = u end
                return u
            end,
            function() return loadstring('return ' .. random(1000)) end,
            function() return loadstring('local x = {{...}} return function(y) x[#x + 1] = y return x end')(any()) end,
            function() return setmetatable({{}}, {{ __mode = modes[random(3)], __index = held }}) end,
            function() return table.concat({{ tostring(any()), ('%5d'):format(random(99)), ('x'):rep(random(50)) }}, ',') end,
            function() return (('k' .. random(100)):gsub('%d', function(d) return ({{ d .. d }})[1] end)) end,
            function() local t = {{}} for i = 1, random(50) do t[i] = random(99) end table.sort(t) return t end,
            function() return select(2, pcall(error, {{ any() }})) end,
            function() return select(2, pcall(function() return any() .. {{}} end)) end,
        }}
        for step = 1, {steps} do
            local object = makers[random(#makers)]()
            held[random(2000)] = object
            local other = any()
            if type(other) == 'table' then
                pcall(function() other[object] = any() other[random(20)] = object end)
            end
            if random(3000) == 1 then held = {{}} end
            if random(1000) == 1 then collectgarbage() end
            if random(200) == 1 then collectgarbage('step', random(100)) end
        end"
    )
}
