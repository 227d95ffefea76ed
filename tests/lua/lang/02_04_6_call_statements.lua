-- A call may stand as a statement; its values are thrown away.
local n = 0
local function inc() n = n + 1 return n, "thrown away" end
inc()
inc() inc();
(inc)()
print(n) --> 4

-- Every form of a call may be a statement.
local o = { inc = inc, sub = { inc = inc }, [1] = inc, nest = function() return inc end }
o.inc()
o:inc()
o.sub.inc()
o.sub:inc()
o[1]()
o.nest()()
o["inc"]()
do (function() inc() end)() end
inc ""
inc {}
inc [[]]
o:inc "s"
o:inc {}
print(n) --> 17
local s = "x";
(s):len()
print(s:rep(2)) --> xx

-- Other expressions cannot be statements.
print(loadstring("1") == nil, loadstring("x") == nil, loadstring("x.y") == nil, loadstring("(f())") == nil) --> true	true	true	true
print(loadstring("f() + 1") == nil, loadstring("'s'") == nil, loadstring("{}") == nil, loadstring("not f()") == nil) --> true	true	true	true
print(loadstring("function() end") == nil, loadstring("'s':len()") == nil, loadstring("...") == nil) --> true	true	true
print(loadstring("('s'):len()") ~= nil, loadstring("f().g()") ~= nil, loadstring("f()[1]") == nil) --> true	true	true
