-- Line hooks: the lines of every kind of statement, as PUC-Lua's code has them.

local function trace(source)
  local f = assert(loadstring(source))
  local t = {}
  debug.sethook(function(_, line) t[#t + 1] = line end, "l")
  f()
  debug.sethook()
  print(table.concat(t, " "))
end

trace "local a = 1 while a < 3 do a = a + 1 end" --> 7 1 1 1 8
trace "local a = 1\nwhile a < 3 do a = a + 1 end\na = 2" --> 7 1 2 2 2 3 8
trace "local a = 1\nwhile a < 3 do\n if a then\n a = a + 1\n end\nend\na = 2" --> 7 1 2 3 4 5 2 3 4 5 2 7 8
trace "local a = 1\nwhile a < 3 do\n if a == 7 then\n b = 1\n else\n a = a + 1\n end\nend\na = 2"
--> 7 1 2 3 6 7 2 3 6 7 2 9 8
trace "local a = 1\nwhile a < 3 and a do\n for i = 1, 2 do\n a = a + 1\n end\nend\na = 2"
--> 7 1 2 3 4 3 4 3 5 2 7 8
trace "local a = 1\nwhile a\n < 3 \ndo\n  a = a + 1\nend\na = 2" --> 7 1 3 5 3 5 3 7 8
trace "local a, c = 1\nwhile a < 3 do\n local b = 0\n while b < 2 do\n b = b + 1\n end\n a = a + 1\nend\n"
--> 7 1 2 3 4 5 4 5 4 7 2 3 4 5 4 5 4 7 2 8 8
trace "local a, c = 1\nwhile a < 3 do\n local b = 0\n a = a + 1\n while b < 2 do b = b + 1 end\nend\n"
--> 7 1 2 3 4 5 5 5 2 3 4 5 5 5 2 6 8
trace "local a, c = 1\nwhile a < 3 do local b = 0 a = a + 1 while b < 2 do b = b + 1 end end\n"
--> 7 1 2 2 2 2 2 2 2 8
trace "local a = 1\nwhile true do\n a = a + 1\n if a > 3 then break end\nend\n" --> 7 1 3 4 3 4 3 4 5 8
trace "local a = 1\nwhile true do\n a = a + 1\n if a > 3 then\n break\n end\nend\n" --> 7 1 3 4 3 4 3 4 5 7 8
trace "local a = 1\nwhile true do a = a + 1 if a > 3 then break end end\n" --> 7 1 2 2 2 8
trace "local a = 1\nrepeat a = a + 1 until a > 3\n" --> 7 1 2 2 2 8
trace "local a = 1\nrepeat\n local b = a\n a = a + 1\nuntil b > 3\n" --> 7 1 3 4 5 3 4 5 3 4 5 3 4 5 8
trace "local a = 1\nrepeat\n local b = a\n a = a + 1\n local function f() b = b + 1 end\nuntil b > 3\n"
--> 7 1 3 4 5 6 3 4 5 6 3 4 5 6 3 4 5 6 8
trace "for i = 1, 0 do\n a = 1\nend\na = 2" --> 7 1 4 8
trace "for i = 1, 3 do a = 1 end\na = 2" --> 7 1 1 1 1 2 8
trace "for i = 1, 3 do\n\n if i == 2 then\n a = 1\n end\nend\na = 2" --> 7 1 3 1 3 4 1 3 1 7 8
trace "for i = 1, 3 do\n i = i + 1\n a = function() i = i + 1 end\nend\na = 2" --> 7 1 2 3 1 2 3 1 2 3 1 5 8
trace "for i = 3, 1, -1 do for j = 1, 2 do a = 1 end end\na = 2" --> 7 1 1 1 1 1 1 1 1 1 1 2 8
trace "for i = 3, 1, -1 do\n for j = 1, 2 do\n a = 1\n end\nend\na = 2"
--> 7 1 2 3 2 3 2 1 2 3 2 3 2 1 2 3 2 3 2 1 6 8
trace "for k, v in pairs{1, 2, x = 1} do\n a = k\nend\na = 2" --> 7 1 2 1 2 1 2 1 4 8
trace "for k, v in pairs{1, 2, x = 1} do a = k end\na = 2" --> 7 1 1 1 1 2 8
trace "for k, v in ipairs{1, 2} do a = k end\na = 2" --> 7 1 1 1 2 8
trace "for k, v in ipairs{1, 2} do\n local f = function() k = k + 1 end f()\nend\na = 2" --> 7 1 2 2 1 2 2 1 4 8
trace "for k in function(_, c) c = (c or 0) + 1 if c < 3 then return c end end do a = k end\na = 2"
--> 7 1 1 1 1 1 1 2 8
trace "for k in function(_, c)\n c = (c or 0) + 1\n if c < 3 then\n return c\n end\n end do\n a = k\nend\na = 2"
--> 7 6 1 2 3 4 7 1 2 3 4 7 1 2 3 6 9 8
trace "local function f(x)\n return x\nend\nf(\n 1\n)\nf(f(\n2))" --> 7 3 4 6 4 2 7 8 7 2 2 8 8
trace "local function f(x)\n return function()\n x = x + 1\n return x\n end\nend\nf(1)()" --> 7 6 7 5 3 4 8
trace "local function f(x, ...)\n local a = arg.n\n return a\nend\nf(1)" --> 7 4 5 2 3 8
trace "local function f(x, ...)\n local a = ...\n return a\nend\nf(1)" --> 7 4 5 2 3 8
trace "local x\nlocal y = 1\nlocal z\nz = function() y = y + 1 z = 2 end\nz()\n" --> 7 2 3 4 5 4 8
trace "local x =\n 5\nlocal f = function() x = x + 1 end\nf()" --> 7 2 3 4 3 8
trace "local t = {\n 1,\n 2,\n x = 3,\n f = function()\n end\n}\nt.x = 1" --> 7 1 2 3 4 6 7 8 8
trace "local a = 1\nlocal b = a == 1 and\n a or\n 2\nlocal c = not a\nif a and\n b then\n c = 1\nend"
--> 7 1 2 3 5 6 7 8 9 8
trace "if a == nil then\n b = 1\nelseif a then\n b = 2\nelse\n b = 3\nend\nb = 4" --> 7 1 3 4 8 8
trace "a = 'x' ..\n 'y' ..\n 'z'\nb = 1" --> 7 1 2 3 4 8
trace "do\n local a\n local b\n a = 1\nend\ngoto1 = 1" --> 7 4 6 8
trace "local a = {}\na.b = {}\na.b.c = function(...) return ... end\na.b.c(1,\n 2,\n 3)" --> 7 1 2 3 4 5 6 4 3 6 8
trace "local mt = setmetatable({}, {__index = function(t, k)\n return k\n end, __lt = function()\n return true\n end})\nlocal x = mt.foo\nif mt < mt then\n x = 1\nend\nx = 2"
--> 7 1 3 5 1 6 2 7 4 8 10 8
trace "local function f(n)\n if n > 0 then\n return f(n - 1)\n end\n return n\nend\nf(2)" --> 7 6 7 2 3 2 3 2 5 8
trace "local function f(n) if n > 0 then return f(n - 1) end return n end f(2)" --> 7 1 1 1 1 8
trace "pcall(function()\n error('x')\nend)\nlocal a = 1" --> 7 1 3 1 2 4 8
trace "local co = coroutine.wrap(function()\n coroutine.yield(1)\nend)\nco()\nco()" --> 7 1 3 1 4 5 8
trace "a = 1; a = 2\na = 3" --> 7 1 2 8
trace "" --> 7 1 8
trace "\n\nreturn" --> 7 3 8
trace "function g() end\nlocal function h() end\ng() h()" --> 7 1 2 3 1 2 8
trace "local a = 1\nwhile a < 3 do\n if a == 7 then\n b = 1\n end\n a = a + 1\n if a == 2 then\n b = 1\n end\nend\na = 2"
--> 7 1 2 3 6 7 8 9 2 3 6 7 2 11 8
trace "local a = 1\nwhile a < 3 do\n a = a + 1\n for i = 1, 0 do\n end\nend\na = 2" --> 7 1 2 3 4 5 2 3 4 5 2 7 8
trace "local a = 1\nwhile a < 3 do\n a = a + 1\n for i in pairs{} do\n end\nend\na = 2"
--> 7 1 2 3 4 5 2 3 4 5 2 7 8
trace "local a = 1\nwhile a < 3 do\n a = a + 1\n repeat\n local b\n until a\nend\na = 2"
--> 7 1 2 3 5 6 2 3 5 6 2 8 8
trace "local a = 1\nwhile a < 3 do\n a = a + 1\n while a < 2 do\n a = a\n end\nend\na = 2"
--> 7 1 2 3 4 2 3 4 2 8 8
trace "local a = 1\nif a then\n if not a then\n b = 1\n end\nelse\n b = 2\nend\nb = 3" --> 7 1 2 3 9 8
trace "local a = 1\nwhile a do\n if a < 3 then\n a = a + 1\n else\n break\n end\nend\nb = 3"
--> 7 1 2 3 4 2 3 4 2 3 9 8
trace "local a = 1\nrepeat\n if nil then\n b = 1\n end\n a = a + 1\nuntil a > 3\nb = 3"
--> 7 1 3 6 7 3 6 7 3 6 7 8 8
trace "local function f() return 1 end\nlocal a = f(\n)\na = f(\n)\nb = f(\n)\nlocal t = {}\nt.x = f(\n)\na = 1"
--> 7 1 2 1 4 1 5 6 1 7 8 9 1 10 11 8
trace "local a\na = function()\nend\nb = function()\nend\nlocal function c()\nend\nfunction d()\nend\na = 1"
--> 7 3 5 7 9 8 10 8
