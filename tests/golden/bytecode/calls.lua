-- Open ends, tail calls, methods, chains of calls.
local f, o = ...
f()
f(1, f(2), f(3))
f(f(...))
local x = f(...)(1)(f)
local y, z = f(), f()
o:m(1):n(f())
o.a.b:c "s"
f { f() }
f(...)
f((...))
f((f()))
if x then return f(x, ...) end
if y then return (f(x)) end
if z then return f(x), o:m() end
return o:m(...)
