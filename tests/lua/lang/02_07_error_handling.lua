-- error ends the running function; pcall catches the error and reports it.
print(pcall(error, "message", 0)) --> false	message
print(pcall(function() error("in a function", 0) end)) --> false	in a function
print(pcall(function() return "no error", 1, nil, 3 end)) --> true	no error	1	nil	3
print(select('#', pcall(function() end))) --> 1
print((pcall(error))) --> false

-- The message may be any value.
local t = { code = 7 }
local ok, e = pcall(error, t)
print(ok, e == t, e.code) --> false	true	7
print(pcall(error, nil)) --> false	nil
print(pcall(error)) --> false	nil
print(pcall(error, false)) --> false	false
print(pcall(error, 42)) --> false	42
print(select(2, pcall(error, print)) == print) --> true
print(type(select(2, pcall(error, 42, 0)))) --> number

-- Level 1 adds the position of the error call, level 2 that of the caller, 0 nothing.
local function run(source, ...)
  local f = loadstring(source, "=t")
  return select(2, pcall(f, ...))
end
print(run("\nerror('one')")) --> t:2: one
print(run("\nerror('one', 1)")) --> t:2: one
print(run("\nlocal function f() error('two', 2) end\n\nf()")) --> t:4: two
print(run("local function f() error('three', 3) end\nlocal function g() f() end\n\ng()")) --> t:4: three
print(run("error('zero', 0)")) --> zero
print(run("error({}, 1)") ~= nil, type(run("error({}, 2)"))) --> true	table
print(run("error(12, 1)"), type(run("error(12, 1)"))) --> t:1: 12	string
print(run("error('far', 50)")) --> far
print(run("pcall(error, 'x')\nerror('after')")) --> t:2: after

-- Run-time errors have a position too.
print(run("\n\nlocal x = nil + 1")) --> t:3: attempt to perform arithmetic on a nil value
print(run("\nreturn undefined.field")) --> t:2: attempt to index global 'undefined' (a nil value)

-- Errors pass through all frames up to the nearest pcall.
local log = {}
local function deep(n)
  log[#log + 1] = n
  if n == 0 then error("bottom", 0) end
  deep(n - 1)
  log[#log + 1] = "never"
end
print(pcall(deep, 3)) --> false	bottom
print(table.concat(log, " ")) --> 3 2 1 0

-- Nested pcalls, rethrown errors.
print(pcall(pcall, error, "inner")) --> true	false	inner
print(pcall(function() --> false	first, again
  local ok, e = pcall(error, "first", 0)
  error(e .. ", again", 0)
end))
print(select(2, pcall(function() --> true
  local ok, e = pcall(error, t)
  error(e)
end)) == t)

-- State that was changed before the error stays changed.
local counter, list = 0, {}
pcall(function()
  counter = counter + 1
  list[1] = "kept"
  error()
end)
print(counter, list[1]) --> 1	kept

-- xpcall runs its handler with the message, before the stack is unwound.
print(xpcall(function() error("msg", 0) end, function(m) return "handled " .. m end)) --> false	handled msg
print(xpcall(function() return "fine", 2 end, function() return "never" end)) --> true	fine	2
print(xpcall(function() local x = nil; x() end, function(m) return type(m) end)) --> false	string
print(xpcall(function() error(t) end, function(m) return m == t, "second result is dropped" end)) --> false	true
print(select('#', xpcall(function() error() end, function() end))) --> 2
print(xpcall(error, function(m) return m end)) --> false	nil
local depth = 0
print(xpcall(function() --> false	deep at 5
  local function f(n) depth = n if n == 5 then error("deep", 0) end f(n + 1) end
  f(1)
end, function(m) return m .. " at " .. depth end))

-- An error in the handler.
print(xpcall(function() error("x") end, function() error("y") end)) --> false	error in error handling

-- A handler may call pcall, and may yield nothing.
print(xpcall(function() error("x", 0) end, function(m) return select(2, pcall(error, m .. "y", 0)) end)) --> false	xy

-- assert.
print(assert(1, "unused", 3)) --> 1	unused	3
print(pcall(assert, false, "asserted")) --> false	asserted
print(pcall(assert, nil)) --> false	assertion failed!
print(pcall(assert, false, nil)) --> false	assertion failed!
print(pcall(assert, nil, "text")) --> false	text
print((pcall(assert))) --> false

-- Errors in loaded chunks are returned, not raised.
local f, m = loadstring("x =", "=t")
print(f, m) --> nil	t:1: unexpected symbol near '<eof>'
print(pcall(loadstring, "x =", "=t")) --> true	nil	t:1: unexpected symbol near '<eof>'

-- After an error everything goes on.
for i = 1, 3 do
  local ok, e = pcall(function() if i == 2 then error("second", 0) end return i end)
  print(ok, e) --> true	1
  --> false	second
  --> true	3
end
