-- nil differs from every other value.
print(nil == nil, nil == false, nil == 0, nil == "", nil == {}) --> true	false	false	false	false

-- Only nil and false make a condition false.
local function cond(v)
  if v then return "true" else return "false" end
end
print(cond(nil), cond(false)) --> false	false
print(cond(true), cond(0), cond(-0), cond(""), cond({}), cond(print), cond(0/0), cond("false")) --> true	true	true	true	true	true	true	true

-- The same in while, repeat, not, and, or.
local n = 0
while 0 do n = n + 1 if n == 3 then break end end
print(n) --> 3
repeat n = n + 1 until ""
print(n) --> 4
print(not 0, not "", not nil, not false) --> false	false	true	true
print(0 and "zero", "" and "empty", nil and 1, false and 1) --> zero	empty	nil	false
print(0 or 1, "" or 1, nil or 1, false or 1) --> 0		1	1

-- false is a value, nil is the lack of one: in tables they differ.
local t = { a = false }
print(t.a, t.b, next(t)) --> false	nil	a	false
t.a = nil
print(next(t)) --> nil
