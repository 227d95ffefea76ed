-- heavy: runs to the limit of the stack
-- Messages of coroutines, of error handling and of stacks that overflow.
local function e(source, ...)
  local ok, message = pcall(assert(loadstring(source, "=t")), ...)
  print(message)
end

-- Coroutines.
e "local co = coroutine.create(function() end) coroutine.resume(co) error(select(2, coroutine.resume(co)), 0)" --> cannot resume dead coroutine
e "local co = coroutine.create(function() error('x') end) coroutine.resume(co) error(select(2, coroutine.resume(co)), 0)" --> cannot resume dead coroutine
e "local co co = coroutine.create(function() error(select(2, coroutine.resume(co)), 0) end) error(select(2, coroutine.resume(co)), 0)" --> cannot resume running coroutine
e "local a a = coroutine.wrap(function() local b = coroutine.wrap(function() a() end) b() end) a()" --> t:1: t:1: t:1: cannot resume normal coroutine
e "local w = coroutine.wrap(function() end) w() w()" --> t:1: cannot resume dead coroutine
e "local w = coroutine.wrap(function() error('x') end) pcall(w) w()" --> t:1: cannot resume dead coroutine
e "local w w = coroutine.wrap(function() w() end) w()" --> t:1: t:1: cannot resume running coroutine
e "\nlocal w = coroutine.wrap(function()\nerror('inside')\nend)\nw()" --> t:5: t:3: inside
e "\nlocal w = coroutine.wrap(function()\nerror('inside', 0)\nend)\nw()" --> t:5: inside
e "coroutine.yield()" --> attempt to yield across metamethod/C-call boundary
e "local co = coroutine.create(function() local x = nil + 1 end) error(select(2, coroutine.resume(co)), 0)" --> t:1: attempt to perform arithmetic on a nil value
e "local co = coroutine.create(function(...) return ... .. 'x' end) error(select(2, coroutine.resume(co)), 0)" --> t:1: attempt to concatenate a nil value

-- A handler of xpcall that fails.
e "error(select(2, xpcall(function() error('first') end, function() error('second') end)), 0)" --> error in error handling
e "error(select(2, xpcall(function() error('first') end, function(m) local x = nil + 1 end)), 0)" --> error in error handling
e "error(select(2, xpcall(error, error)), 0)" --> error in error handling
e "error(select(2, xpcall(error, nil)), 0)" --> error in error handling
e "error(select(2, xpcall(error, 'x')), 0)" --> error in error handling
e "error(select(2, xpcall(error, {})), 0)" --> error in error handling
e "local h h = function(m) error(m) end error(select(2, xpcall(error, h)), 0)" --> error in error handling
e "error(select(2, xpcall(function() undefined() end, function(m) return '<' .. m .. '>' end)), 0)" --> <t:1: attempt to call global 'undefined' (a nil value)>
e "error(select(2, xpcall(function() undefined.x() end, string.upper)), 0)" --> T:1: ATTEMPT TO INDEX GLOBAL 'UNDEFINED' (A NIL VALUE)

-- Overflows: only the words are fixed, not the position and what follows.
local function overflow(source)
  local ok, message = pcall(loadstring(source, "=t"))
  print(ok, (string.gsub(message, "^.-(stack overflow).*$", "%1")))
end
overflow "local function f() return 1 + f() end f()" --> false	stack overflow
overflow "local function f() f() end f()" --> false	stack overflow
overflow "\n\nlocal function f()\nlocal x = f()\nreturn x end f()" --> false	stack overflow
overflow "local function f(...) return 1, f(...) end f(1, 2, 3)" --> false	stack overflow
overflow "local o = {} function o:m() return (self:m()) end o:m()" --> false	stack overflow
overflow "function recursive() return (recursive()) end recursive()" --> false	stack overflow

-- After an overflow everything works again.
print(pcall(function() return "still here" end)) --> true	still here
for i = 1, 3 do
  local depth = 0
  local function f() depth = depth + 1 f() end
  print((pcall(f)), depth > 1000) --> false	true
  --> false	true
  --> false	true
end
