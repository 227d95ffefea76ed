-- A leftover of Lua 5.0: a var-arg function that does not use ... finds its extra arguments in a
-- local table arg with their number in arg.n.
local function old(...) return arg.n, arg[1], arg[2], #arg end
print(old()) --> 0	nil	nil	0
print(old("a", "b")) --> 2	a	b	2
print(old("a", nil)) --> 2	a	nil	1
local function named(x, ...) return x, arg.n, arg[1] end
print(named(1, 2, 3)) --> 1	2	2
print(named()) --> nil	0	nil

-- A function that uses ... has the local all the same, but it stays nil; one without var-args
-- does not have it.
local arg = "outer"
local function new(...) return arg, ... end
print(new(1)) --> nil	1
local function plain(x) return arg, x end
print(plain(2)) --> outer	2

-- A nested function that uses ... does not count for the outer one.
local function outer(...)
  local f = function(...) return select('#', ...) end
  return type(arg), f(1, 2, 3)
end
print(outer(1)) --> table	3

-- The table is fresh for each call, a nil counts in n
local function keep(...) return arg end
local a, b = keep(1, nil, nil), keep(1)
print(a == b, a.n, b.n) --> false	3	1
