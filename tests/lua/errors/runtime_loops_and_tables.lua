-- Messages of loops, table stores and metatable chains.
local function e(source, ...)
  local ok, message = pcall(assert(loadstring(source, "=t")), ...)
  print(message)
end

-- Numeric for.
e "for i = 'x', 2 do end" --> t:1: 'for' initial value must be a number
e "for i = 1, 'x' do end" --> t:1: 'for' limit must be a number
e "for i = 1, 2, 'x' do end" --> t:1: 'for' step must be a number
e "for i = {}, 2 do end" --> t:1: 'for' initial value must be a number
e "for i = 1, {} do end" --> t:1: 'for' limit must be a number
e "for i = 1, 2, {} do end" --> t:1: 'for' step must be a number
e "for i = nil, 2 do end" --> t:1: 'for' initial value must be a number
e "for i = 1, nil do end" --> t:1: 'for' limit must be a number
e "for i = 1, 2, nil do end" --> t:1: 'for' step must be a number
e "for i = true, {} do end" --> t:1: 'for' initial value must be a number
e "for i = 1, {}, {} do end" --> t:1: 'for' limit must be a number
e "for i = undefined, 2 do end" --> t:1: 'for' initial value must be a number
e "local t = {} for i = 1, t.n do end" --> t:1: 'for' limit must be a number
e "for i = 1, print do end" --> t:1: 'for' limit must be a number
e "\n\nfor i = 1, nil do\n\nend" --> t:3: 'for' limit must be a number
e "for i = 1,\n2,\nnil do end" --> t:3: 'for' step must be a number

-- Table keys.
e "local t = {} t[nil] = 1" --> t:1: table index is nil
e "local t = {} t[0/0] = 1" --> t:1: table index is NaN
e "local t = {} local k t[k] = 1" --> t:1: table index is nil
e "local t = {[nil] = 1}" --> t:1: table index is nil
e "local t = {[0/0] = 1}" --> t:1: table index is NaN
e "\nlocal t = {\n[nil] = 1\n}" --> t:3: table index is nil
e "local t = {} t[undefined] = nil" --> t:1: table index is nil
e "local t = {} rawset(t, nil, 1)" --> table index is nil
e "local t = {} rawset(t, 0/0, 1)" --> table index is NaN
e "local t = setmetatable({}, {__newindex = {}}) t[nil] = 1" --> t:1: table index is nil
e "return ({})[nil], ({})[0/0]" --> nil
e "next({}, 'no key')" --> invalid key to 'next'
e "next({1, 2, 3}, 4)" --> invalid key to 'next'
e "next({x = 1}, 'y')" --> invalid key to 'next'
e "for k, v in next, {}, 'start' do end" --> invalid key to 'next'

-- Chains of __index and __newindex that lead back, or to something that cannot be indexed.
e "local t = {} t.__index = t setmetatable(t, t) return t.x" --> t:1: loop in gettable
e "local t = {} t.__newindex = t setmetatable(t, t) t.x = 1" --> t:1: loop in settable
e "local a, b = {}, {} setmetatable(a, {__index = b}) setmetatable(b, {__index = a}) return a.x" --> t:1: loop in gettable
e "local a, b = {}, {} setmetatable(a, {__newindex = b}) setmetatable(b, {__newindex = a}) a.x = 1" --> t:1: loop in settable
e "local t = setmetatable({}, {__index = 5}) return t.x" --> t:1: attempt to index a number value
e "local t = setmetatable({}, {__index = true}) return t.x" --> t:1: attempt to index a boolean value
e "local t = setmetatable({}, {__newindex = 5}) t.x = 1" --> t:1: attempt to index a number value
e "local t = setmetatable({}, {__newindex = 'x'}) t.x = 1" --> t:1: attempt to index a string value
e "local t = setmetatable({}, {__index = type}) return t.x.y" --> nil
local chain = {}
for i = 1, 120 do chain = setmetatable({}, { __index = chain, __newindex = chain }) end
e("local c = ... return c.x", chain) --> t:1: loop in gettable
e("local c = ... c.x = 1", chain) --> t:1: loop in settable
chain = { x = "found" }
for i = 1, 99 do chain = setmetatable({}, { __index = chain }) end
e("local c = ... error(c.x, 0)", chain) --> found
chain = setmetatable({}, { __index = chain })
e("local c = ... error(c.x, 0)", chain) --> t:1: loop in gettable

-- Errors inside of metamethods have the position of the handler.
e "local t = setmetatable({}, {__index = function(t, k)\n return k + 1 end})\n return t.x" --> t:2: attempt to perform arithmetic on local 'k' (a string value)
e "local t = setmetatable({}, {__add = function(a, b)\n error('in add') end})\n return t + 1" --> t:2: in add
e "local t = setmetatable({}, {__add = function(a, b)\n error('in add', 2) end})\n return t + 1" --> t:3: in add
e "local t = setmetatable({}, {__index = function(a, b)\n error('in index', 2) end})\n return t.x" --> t:3: in index
e "local t = setmetatable({}, {__call = function(a, b)\n error('in call', 2) end})\n t()" --> t:3: in call
e "local t = setmetatable({}, {__lt = function(a, b)\n error('in lt', 2) end})\n return t < t" --> t:3: in lt
e "for i in function()\n error('in iterator', 2) end do\n end" --> t:1: in iterator
