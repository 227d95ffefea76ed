-- Messages of library functions about their arguments.
local function e(source, ...)
  local ok, message = pcall(assert(loadstring(source, "=t")), ...)
  print(message)
end

-- The function is named as the caller names it; without a caller in Lua it is a question mark.
e "tostring()" --> t:1: bad argument #1 to 'tostring' (value expected)
e "local f = tostring f()" --> t:1: bad argument #1 to 'f' (value expected)
e "local t = {f = tostring} t.f()" --> t:1: bad argument #1 to 'f' (value expected)
e "local t = {f = tostring} t['f']()" --> t:1: bad argument #1 to 'f' (value expected)
e "local t = {tostring} t[1]()" --> t:1: bad argument #1 to '?' (value expected)
e "local up = tostring local function f() up() end f()" --> t:1: bad argument #1 to 'up' (value expected)
e "return tostring()" --> t:1: bad argument #1 to 'tostring' (value expected)
e "local f = tostring return f()" --> t:1: bad argument #1 to 'f' (value expected)
e "string.rep()" --> t:1: bad argument #1 to 'rep' (string expected, got no value)
e "local s = string s.rep()" --> t:1: bad argument #1 to 'rep' (string expected, got no value)
e "pcall(tostring) error(select(2, pcall(tostring)), 0)" --> bad argument #1 to '?' (value expected)
e "error(select(2, pcall(string.rep)), 0)" --> bad argument #1 to '?' (string expected, got no value)
e "error(select(2, pcall(string.rep, 'x', {})), 0)" --> bad argument #2 to '?' (number expected, got table)
e "setmetatable({}, {__index = string.rep}).x()" --> t:1: bad argument #1 to '?' (string expected, got table)
e "local t = setmetatable({}, {__add = string.rep}) local x = t + 1" --> t:1: bad argument #1 to '?' (string expected, got table)
e "local t = setmetatable({}, {__call = string.rep}) t()" --> t:1: bad argument #1 to 't' (string expected, got table)
e "for i in string.rep do end" --> t:1: bad argument #1 to '(for generator)' (string expected, got nil)
e "coroutine.wrap(function() string.rep() end)()" --> t:1: t:1: bad argument #1 to 'rep' (string expected, got no value)
e "table.sort({1, 2, 3}, function(a, b) string.rep() end)" --> t:1: bad argument #1 to 'rep' (string expected, got no value)
e "string.gsub('x', 'x', function() string.rep() end)" --> t:1: bad argument #1 to 'rep' (string expected, got no value)
e "string.gsub('x', 'x', string.rep)" --> bad argument #2 to '?' (number expected, got no value)
e "(string.rep)()" --> t:1: bad argument #1 to 'rep' (string expected, got no value)
e "(string.rep or 1)()" --> t:1: bad argument #1 to '?' (string expected, got no value)
e "({string.rep})[1]()" --> t:1: bad argument #1 to '?' (string expected, got no value)

-- Methods: self is not counted.
e "('x'):rep()" --> t:1: bad argument #1 to 'rep' (number expected, got no value)
e "('x'):rep({})" --> t:1: bad argument #1 to 'rep' (number expected, got table)
e "('x'):rep('y')" --> t:1: bad argument #1 to 'rep' (number expected, got string)
e "local s = 'x' s:rep()" --> t:1: bad argument #1 to 'rep' (number expected, got no value)
e "local s = 'x' s.rep()" --> t:1: bad argument #1 to 'rep' (string expected, got no value)
e "local s = 'x' s.rep(s)" --> t:1: bad argument #2 to 'rep' (number expected, got no value)
e "('x'):sub()" --> t:1: bad argument #1 to 'sub' (number expected, got no value)
e "('x'):sub({})" --> t:1: bad argument #1 to 'sub' (number expected, got table)
e "('x'):gsub('x')" --> t:1: bad argument #2 to 'gsub' (string/function/table expected)
e "('x'):gsub('x', true)" --> t:1: bad argument #2 to 'gsub' (string/function/table expected)
e "local o = {rep = string.rep} o:rep(3)" --> t:1: calling 'rep' on bad self (string expected, got table)
e "local o = {rep = string.rep} o.rep(o, 3)" --> t:1: bad argument #1 to 'rep' (string expected, got table)
e "local o = {sub = string.sub} o:sub()" --> t:1: calling 'sub' on bad self (string expected, got table)
e "local o = {insert = table.insert} o:insert()" --> t:1: wrong number of arguments to 'insert'
e "local o = setmetatable({}, {__index = string}) o:upper()" --> t:1: calling 'upper' on bad self (string expected, got table)
e "local o = setmetatable({}, {__index = string}) o:rep('x')" --> t:1: calling 'rep' on bad self (string expected, got table)
e "local o = {f = tostring} o:f()  o.f()" --> t:1: bad argument #1 to 'f' (value expected)
e "local o = {n = tonumber} o:n(99)" --> t:1: calling 'n' on bad self (string expected, got table)

-- Values that are missing or of a wrong type.
e "string.rep('x')" --> t:1: bad argument #2 to 'rep' (number expected, got no value)
e "string.rep(nil, 1)" --> t:1: bad argument #1 to 'rep' (string expected, got nil)
e "string.rep({}, 1)" --> t:1: bad argument #1 to 'rep' (string expected, got table)
e "string.rep('x', nil)" --> t:1: bad argument #2 to 'rep' (number expected, got nil)
e "string.rep('x', 'y')" --> t:1: bad argument #2 to 'rep' (number expected, got string)
e "string.rep('x', true)" --> t:1: bad argument #2 to 'rep' (number expected, got boolean)
e "string.rep('x', {})" --> t:1: bad argument #2 to 'rep' (number expected, got table)
e "string.rep('x', string.rep)" --> t:1: bad argument #2 to 'rep' (number expected, got function)
e "string.rep('x', newproxy())" --> t:1: bad argument #2 to 'rep' (number expected, got userdata)
e "string.rep('x', coroutine.create(function() end))" --> t:1: bad argument #2 to 'rep' (number expected, got thread)
e "string.sub()" --> t:1: bad argument #1 to 'sub' (string expected, got no value)
e "string.sub('x')" --> t:1: bad argument #2 to 'sub' (number expected, got no value)
e "string.len()" --> t:1: bad argument #1 to 'len' (string expected, got no value)
e "string.len(true)" --> t:1: bad argument #1 to 'len' (string expected, got boolean)
e "string.upper(nil)" --> t:1: bad argument #1 to 'upper' (string expected, got nil)
e "string.lower({})" --> t:1: bad argument #1 to 'lower' (string expected, got table)
e "string.reverse()" --> t:1: bad argument #1 to 'reverse' (string expected, got no value)
e "string.byte()" --> t:1: bad argument #1 to 'byte' (string expected, got no value)
e "string.byte('x', {})" --> t:1: bad argument #2 to 'byte' (number expected, got table)
e "string.char('x')" --> t:1: bad argument #1 to 'char' (number expected, got string)
e "string.char(1, 2, {})" --> t:1: bad argument #3 to 'char' (number expected, got table)
e "string.char(256)" --> t:1: bad argument #1 to 'char' (invalid value)
e "string.char(65, -1)" --> t:1: bad argument #2 to 'char' (invalid value)
e "string.find()" --> t:1: bad argument #1 to 'find' (string expected, got no value)
e "string.find('x')" --> t:1: bad argument #2 to 'find' (string expected, got no value)
e "string.find('x', {})" --> t:1: bad argument #2 to 'find' (string expected, got table)
e "string.find('x', 'x', 'y')" --> t:1: bad argument #3 to 'find' (number expected, got string)
e "string.match('x')" --> t:1: bad argument #2 to 'match' (string expected, got no value)
e "string.gmatch('x')" --> t:1: bad argument #2 to 'gmatch' (string expected, got no value)
e "string.gsub('x', 'x')" --> t:1: bad argument #3 to 'gsub' (string/function/table expected)
e "string.gsub('x', 'x', nil)" --> t:1: bad argument #3 to 'gsub' (string/function/table expected)
e "string.gsub('x', 'x', true)" --> t:1: bad argument #3 to 'gsub' (string/function/table expected)
e "string.gsub('x', 'x', 'x', 'y')" --> t:1: bad argument #4 to 'gsub' (number expected, got string)
e "string.gsub('x', 'x', newproxy())" --> t:1: bad argument #3 to 'gsub' (string/function/table expected)
e "string.format()" --> t:1: bad argument #1 to 'format' (string expected, got no value)
e "string.format({})" --> t:1: bad argument #1 to 'format' (string expected, got table)
e "string.format('%d')" --> t:1: bad argument #2 to 'format' (no value)
e "string.format('%d', 'x')" --> t:1: bad argument #2 to 'format' (number expected, got string)
e "string.format('%d', {})" --> t:1: bad argument #2 to 'format' (number expected, got table)
e "string.format('%s')" --> t:1: bad argument #2 to 'format' (no value)
e "string.format('%q', {})" --> t:1: bad argument #2 to 'format' (string expected, got table)
e "string.format('%c', 'x')" --> t:1: bad argument #2 to 'format' (number expected, got string)
e "string.format('%d %d', 1)" --> t:1: bad argument #3 to 'format' (no value)
e "string.format('%y', 1)" --> t:1: invalid option '%y' to 'format'
e "string.format('%', 1)" --> t:1: invalid option '%' to 'format'
e "string.format('%123d', 1)" --> t:1: invalid format (width or precision too long)
e "string.format('%.123d', 1)" --> t:1: invalid format (width or precision too long)
e "string.format('%0000000d', 1)" --> t:1: invalid format (repeated flags)
e "string.format('%-+ #0-d', 1)" --> t:1: invalid format (repeated flags)
e "setmetatable()" --> t:1: bad argument #1 to 'setmetatable' (table expected, got no value)
e "setmetatable(1)" --> t:1: bad argument #1 to 'setmetatable' (table expected, got number)
e "setmetatable({})" --> t:1: bad argument #2 to 'setmetatable' (nil or table expected)
e "setmetatable({}, 1)" --> t:1: bad argument #2 to 'setmetatable' (nil or table expected)
e "setmetatable({}, {}, 1) setmetatable(1, {})" --> t:1: bad argument #1 to 'setmetatable' (table expected, got number)
e "setmetatable(setmetatable({}, {__metatable = 1}), {})" --> t:1: cannot change a protected metatable
e "getmetatable()" --> t:1: bad argument #1 to 'getmetatable' (value expected)
e "rawget()" --> t:1: bad argument #1 to 'rawget' (table expected, got no value)
e "rawget({})" --> t:1: bad argument #2 to 'rawget' (value expected)
e "rawget(1, 2)" --> t:1: bad argument #1 to 'rawget' (table expected, got number)
e "rawset({})" --> t:1: bad argument #2 to 'rawset' (value expected)
e "rawset({}, 1)" --> t:1: bad argument #3 to 'rawset' (value expected)
e "rawset(1, 2, 3)" --> t:1: bad argument #1 to 'rawset' (table expected, got number)
e "rawequal()" --> t:1: bad argument #1 to 'rawequal' (value expected)
e "rawequal(1)" --> t:1: bad argument #2 to 'rawequal' (value expected)
e "type()" --> t:1: bad argument #1 to 'type' (value expected)
e "tostring()" --> t:1: bad argument #1 to 'tostring' (value expected)
e "tonumber()" --> t:1: bad argument #1 to 'tonumber' (value expected)
e "tonumber({}, 10)" --> nil
e "tonumber('x', 1)" --> t:1: bad argument #2 to 'tonumber' (base out of range)
e "tonumber('x', 37)" --> t:1: bad argument #2 to 'tonumber' (base out of range)
e "tonumber('x', 'y')" --> t:1: bad argument #2 to 'tonumber' (number expected, got string)
e "tonumber(nil, 10)" --> nil
e "ipairs()" --> t:1: bad argument #1 to 'ipairs' (table expected, got no value)
e "ipairs(1)" --> t:1: bad argument #1 to 'ipairs' (table expected, got number)
e "ipairs(nil)" --> t:1: bad argument #1 to 'ipairs' (table expected, got nil)
e "pairs()" --> t:1: bad argument #1 to 'pairs' (table expected, got no value)
e "pairs(nil)" --> t:1: bad argument #1 to 'pairs' (table expected, got nil)
e "pairs('x')" --> t:1: bad argument #1 to 'pairs' (table expected, got string)
e "next()" --> t:1: bad argument #1 to 'next' (table expected, got no value)
e "next(1)" --> t:1: bad argument #1 to 'next' (table expected, got number)
e "unpack()" --> t:1: bad argument #1 to 'unpack' (table expected, got no value)
e "unpack(1)" --> t:1: bad argument #1 to 'unpack' (table expected, got number)
e "unpack({}, 'x')" --> t:1: bad argument #2 to 'unpack' (number expected, got string)
e "unpack({}, 1, {})" --> t:1: bad argument #3 to 'unpack' (number expected, got table)
e "unpack({}, 1, 2^31 - 10)" --> t:1: too many results to unpack
e "select()" --> t:1: bad argument #1 to 'select' (number expected, got no value)
e "select({})" --> t:1: bad argument #1 to 'select' (number expected, got table)
e "select('x')" --> t:1: bad argument #1 to 'select' (number expected, got string)
e "select(0)" --> t:1: bad argument #1 to 'select' (index out of range)
e "select(-1)" --> t:1: bad argument #1 to 'select' (index out of range)
e "select(-3, 1, 2)" --> t:1: bad argument #1 to 'select' (index out of range)
e "assert()" --> t:1: bad argument #1 to 'assert' (value expected)
e "assert(false)" --> t:1: assertion failed!
e "assert(nil)" --> t:1: assertion failed!
e "assert(false, 'message')" --> t:1: message
e "assert(false, 12)" --> t:1: 12
e "assert(false, {})" --> t:1: bad argument #2 to 'assert' (string expected, got table)
e "error(select(2, pcall(assert, false, {})), 0)" --> bad argument #2 to '?' (string expected, got table)
e "pcall()" --> t:1: bad argument #1 to 'pcall' (value expected)
e "xpcall()" --> t:1: bad argument #2 to 'xpcall' (value expected)
e "xpcall(type)" --> t:1: bad argument #2 to 'xpcall' (value expected)
e "loadstring()" --> t:1: bad argument #1 to 'loadstring' (string expected, got no value)
e "loadstring({})" --> t:1: bad argument #1 to 'loadstring' (string expected, got table)
e "load()" --> t:1: bad argument #1 to 'load' (function expected, got no value)
e "load(1)" --> t:1: bad argument #1 to 'load' (function expected, got number)
e "load('return 1')" --> t:1: bad argument #1 to 'load' (function expected, got string)
e "assert(load(function() return {} end))" --> t:1: t:1: reader function must return a string
e "assert(load(function() return true end))" --> t:1: t:1: reader function must return a string
e "assert(load(function() error('in the reader', 0) end))" --> t:1: in the reader
e "assert(load(function() error({}) end))" --> t:1: bad argument #2 to 'assert' (string expected, got table)
e "newproxy(1)" --> t:1: bad argument #1 to 'newproxy' (boolean or proxy expected)
e "newproxy({})" --> t:1: bad argument #1 to 'newproxy' (boolean or proxy expected)
e "newproxy('x')" --> t:1: bad argument #1 to 'newproxy' (boolean or proxy expected)
e "collectgarbage('x')" --> t:1: bad argument #1 to 'collectgarbage' (invalid option 'x')
e "collectgarbage({})" --> t:1: bad argument #1 to 'collectgarbage' (string expected, got table)
e "collectgarbage('step', 'x')" --> t:1: bad argument #2 to 'collectgarbage' (number expected, got string)
e "setfenv()" --> t:1: bad argument #2 to 'setfenv' (table expected, got no value)
e "setfenv(1)" --> t:1: bad argument #2 to 'setfenv' (table expected, got no value)
e "setfenv(1, 2)" --> t:1: bad argument #2 to 'setfenv' (table expected, got number)
e "setfenv({}, {})" --> t:1: bad argument #1 to 'setfenv' (number expected, got table)
e "setfenv('x', {})" --> t:1: bad argument #1 to 'setfenv' (number expected, got string)
e "setfenv(-1, {})" --> t:1: bad argument #1 to 'setfenv' (level must be non-negative)
e "setfenv(50, {})" --> t:1: bad argument #1 to 'setfenv' (invalid level)
e "setfenv(type, {})" --> t:1: 'setfenv' cannot change environment of given object
e "setfenv(nil, {})" --> t:1: bad argument #1 to 'setfenv' (number expected, got nil)
e "getfenv(-1)" --> t:1: bad argument #1 to 'getfenv' (level must be non-negative)
e "getfenv(50)" --> t:1: bad argument #1 to 'getfenv' (invalid level)
e "getfenv({})" --> t:1: bad argument #1 to 'getfenv' (number expected, got table)
e "getfenv('x')" --> t:1: bad argument #1 to 'getfenv' (number expected, got string)
e "math.floor()" --> t:1: bad argument #1 to 'floor' (number expected, got no value)
e "math.floor('x')" --> t:1: bad argument #1 to 'floor' (number expected, got string)
e "math.floor({})" --> t:1: bad argument #1 to 'floor' (number expected, got table)
e "math.max()" --> t:1: bad argument #1 to 'max' (number expected, got no value)
e "math.min()" --> t:1: bad argument #1 to 'min' (number expected, got no value)
e "math.max(1, 'x')" --> t:1: bad argument #2 to 'max' (number expected, got string)
e "math.random(0)" --> t:1: bad argument #1 to 'random' (interval is empty)
e "math.random(2, 1)" --> t:1: bad argument #2 to 'random' (interval is empty)
e "math.random(1, 2, 3)" --> t:1: wrong number of arguments
e "math.random('x')" --> t:1: bad argument #1 to 'random' (number expected, got string)
e "math.randomseed()" --> t:1: bad argument #1 to 'randomseed' (number expected, got no value)
e "math.sin(nil)" --> t:1: bad argument #1 to 'sin' (number expected, got nil)
e "math.fmod(1)" --> t:1: bad argument #2 to 'fmod' (number expected, got no value)
e "math.ldexp(1)" --> t:1: bad argument #2 to 'ldexp' (number expected, got no value)
e "math.pow(2)" --> t:1: bad argument #2 to 'pow' (number expected, got no value)
e "table.concat()" --> t:1: bad argument #1 to 'concat' (table expected, got no value)
e "table.concat({}, {})" --> t:1: bad argument #2 to 'concat' (string expected, got table)
e "table.concat({1, {}, 3})" --> t:1: invalid value (table) at index 2 in table for 'concat'
e "table.concat({1, 2}, '', 1, 3)" --> t:1: invalid value (nil) at index 3 in table for 'concat'
e "table.concat({nil, 2}, ',', 1, 2)" --> t:1: invalid value (nil) at index 1 in table for 'concat'
e "table.concat({true})" --> t:1: invalid value (boolean) at index 1 in table for 'concat'
e "table.insert()" --> t:1: bad argument #1 to 'insert' (table expected, got no value)
e "table.insert({})" --> t:1: wrong number of arguments to 'insert'
e "table.insert({}, 1, 2, 3)" --> t:1: wrong number of arguments to 'insert'
e "table.insert({}, 'x', 2)" --> t:1: bad argument #2 to 'insert' (number expected, got string)
e "table.insert(nil, 1)" --> t:1: bad argument #1 to 'insert' (table expected, got nil)
e "table.remove()" --> t:1: bad argument #1 to 'remove' (table expected, got no value)
e "table.remove({}, 'x')" --> t:1: bad argument #2 to 'remove' (number expected, got string)
e "table.sort()" --> t:1: bad argument #1 to 'sort' (table expected, got no value)
e "table.sort({}, 1)" --> t:1: bad argument #2 to 'sort' (function expected, got number)
e "table.sort({}, {})" --> t:1: bad argument #2 to 'sort' (function expected, got table)
e "table.sort({1, 'x'})" --> attempt to compare string with number
e "table.sort({{}, {}})" --> attempt to compare two table values
e "table.sort({1, 2, nil, 4})" --> attempt to compare nil with number
e "table.maxn()" --> t:1: bad argument #1 to 'maxn' (table expected, got no value)
e "table.maxn(1)" --> t:1: bad argument #1 to 'maxn' (table expected, got number)
e "table.getn()" --> t:1: bad argument #1 to 'getn' (table expected, got no value)
e "coroutine.create()" --> t:1: bad argument #1 to 'create' (Lua function expected)
e "coroutine.create(1)" --> t:1: bad argument #1 to 'create' (Lua function expected)
e "coroutine.create({})" --> t:1: bad argument #1 to 'create' (Lua function expected)
e "coroutine.create(type)" --> t:1: bad argument #1 to 'create' (Lua function expected)
e "coroutine.wrap(type)" --> t:1: bad argument #1 to 'wrap' (Lua function expected)
e "coroutine.wrap()" --> t:1: bad argument #1 to 'wrap' (Lua function expected)
e "coroutine.resume()" --> t:1: bad argument #1 to 'resume' (coroutine expected)
e "coroutine.resume(1)" --> t:1: bad argument #1 to 'resume' (coroutine expected)
e "coroutine.resume(function() end)" --> t:1: bad argument #1 to 'resume' (coroutine expected)
e "coroutine.status()" --> t:1: bad argument #1 to 'status' (coroutine expected)
e "coroutine.status({})" --> t:1: bad argument #1 to 'status' (coroutine expected)

-- Patterns.
e "string.find('x', '[')" --> t:1: malformed pattern (missing ']')
e "string.find('x', '[a')" --> t:1: malformed pattern (missing ']')
e "string.find('x', '[^')" --> t:1: malformed pattern (missing ']')
e "string.find('x', '[%')" --> t:1: malformed pattern (missing ']')
e "string.find('x', '%')" --> t:1: malformed pattern (ends with '%')
e "string.find('x', 'x%')" --> t:1: malformed pattern (ends with '%')
e "string.find('x', '(')" --> t:1: unfinished capture
e "string.find('x', '(x')" --> t:1: unfinished capture
e "string.match('x', ')')" --> t:1: invalid pattern capture
e "string.match('x', 'x)')" --> t:1: invalid pattern capture
e "string.find('x', '.)')" --> t:1: invalid pattern capture
e "string.find('x', '%1')" --> t:1: invalid capture index
e "string.find('x', '(x%1)')" --> t:1: invalid capture index
e "string.find('x', '(x)%2')" --> t:1: invalid capture index
e "string.find('x', '%b')" --> t:1: unbalanced pattern
e "string.find('x', '%bx')" --> t:1: unbalanced pattern
e "string.find('x', '%f')" --> t:1: missing '[' after '%f' in pattern
e "string.find('x', '%fx')" --> t:1: missing '[' after '%f' in pattern
e "string.gsub('x', 'x', '%2')" --> t:1: invalid capture index
e "string.gsub('x', '(x)', '%2')" --> t:1: invalid capture index
e "string.gsub('x', 'x', '%9')" --> t:1: invalid capture index
e "string.gsub('x', 'x', {x = {}})" --> t:1: invalid replacement value (a table)
e "string.gsub('x', 'x', {x = true})" --> t:1: invalid replacement value (a boolean)
e "string.gsub('x', 'x', function() return {} end)" --> t:1: invalid replacement value (a table)
e "string.gsub('x', 'x', function() return true end)" --> t:1: invalid replacement value (a boolean)
e "string.gsub('x', 'x', function() error('in the callback') end)" --> t:1: in the callback
e "string.gsub('x', 'x', setmetatable({}, {__index = function() error('in the table') end}))" --> t:1: in the table
e "string.find(('x'):rep(40), ('(x)'):rep(40))" --> t:1: too many captures
