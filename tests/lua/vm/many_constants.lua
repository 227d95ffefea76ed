-- heavy: large generated chunks
-- Functions with more constants than fit into small operands.
local function run(source, ...) return assert(loadstring(source))(...) end
local function list(n, f, sep) local t = {} for i = 1, n do t[i] = f(i) end return table.concat(t, sep or " ") end

for _, n in ipairs { 200, 255, 256, 257, 300, 511, 512, 513, 1000, 3000 } do
  -- Numbers as operands, on both sides of operators and comparisons.
  local sum = run("local s = 0 " .. list(n, function(i) return "s = s + " .. i .. ".5" end) .. " return s")
  local left = run("local s = 1 " .. list(n, function(i) return "s = " .. i .. ".25 - s" end) .. " return s")
  local cmp = run("local x, s = ..., 0 " .. list(n, function(i) return "if x == " .. i .. ".5 then s = s + " .. i .. " end if x < " .. i .. ".75 then s = s + 1 end" end) .. " return s", 100.5)
  -- Strings as keys, values, globals and method names.
  local keys = run("local t = {} " .. list(n, function(i) return "t.k" .. i .. " = 'v" .. i .. "'" end) .. " return t.k1 .. t.k" .. n .. " .. t['k" .. n - 1 .. "']")
  local globals = setfenv(assert(loadstring(list(n, function(i) return "g" .. i .. " = " .. i end) .. " return g1 + g" .. n)), {})()
  local methods = run("local o = setmetatable({}, { __index = function(t, k) return function(self, x) return k .. x end end }) local s "
    .. list(n, function(i) return "s = o:m" .. i .. "(" .. i .. ".125)" end) .. " return s")
  local concat = run("local s = '' " .. list(n, function(i) return "s = s .. '" .. i .. ",'" end) .. " return #s")
  print(n, sum, left, cmp, keys, globals, methods, concat) --> 200	20200	101	201	v1v200v199	201	m200200.125	692
  --> 255	32767.5	127.25	256	v1v255v254	256	m255255.125	912
  --> 256	33024	129	257	v1v256v255	257	m256256.125	916
  --> 257	33281.5	128.25	258	v1v257v256	258	m257257.125	920
  --> 300	45300	151	301	v1v300v299	301	m300300.125	1092
  --> 511	131071.5	255.25	512	v1v511v510	512	m511511.125	1936
  --> 512	131584	257	513	v1v512v511	513	m512512.125	1940
  --> 513	132097.5	256.25	514	v1v513v512	514	m513513.125	1944
  --> 1000	501000	501	1001	v1v1000v999	1001	m10001000.125	3893
  --> 3000	4503000	1501	3001	v1v3000v2999	3001	m30003000.125	13893
end

-- Seventy thousand different constants in one function.
local N = 70000
local t = run("return {" .. list(N, function(i) return i .. ".5" end, ",") .. "}")
print(#t, t[1], t[65535], t[65536], t[65537], t[N]) --> 70000	1.5	65535.5	65536.5	65537.5	70000.5
t = run("return {" .. list(N, function(i) return "'s" .. i .. "'" end, ",") .. "}")
print(#t, t[1], t[65535], t[65536], t[65537], t[N]) --> 70000	s1	s65535	s65536	s65537	s70000
local s, last, f, o = run("local t = {" .. list(N, function(i) return i .. ".25" end, ",") .. [[}
  local s = 0
  for i = 1, #t do s = s + t[i] end
  local x = { late_key = "late value" }
  function x.late_method(a) return a .. " late suffix" end
  late_global = x.late_key
  local r = late_global .. x.late_method("late argument")
  late_global = nil
  if x.late_key == "late value" and x.late_key ~= "another late value" then r = r .. "!" end
  return s, r, function() return "late function constant", x.late_key end, -8765.4321 + s - 1234.5678 * 2
]])
print(s, last, f()) print(o) --> 2450052500	late valuelate argument late suffix!	late function constant	late value
--> 2450041265.4323
-- Named fields behind the constants.
t = run("return {" .. list(N, function(i) return "k" .. i .. "=" .. i end, ",") .. "}")
print(t.k1, t.k65536, t.k70000, t.k70001) --> 1	65536	70000	nil

-- The same constant many times is one constant; equal numbers in different forms are equal.
print(run("return " .. list(5000, function() return "7" end, " + ")), run("return " .. list(100, function() return "'x'" end, " .. ")) == string.rep("x", 100)) --> 35000	true
print(run("return 16 == 0x10, 1e2 == 100, 1.0 == 1, 'a' == \"a\", [[b]] == 'b', 0.1 == .1")) --> true	true	true	true	true	true

-- Many functions in one function.
t = run("local t = {} " .. list(2000, function(i) return "t[" .. i .. "] = function(x) return x + " .. i .. " end" end) .. " return t")
print(#t, t[1](0), t[1000](1), t[2000](2)) --> 2000	1	1001	2002

-- Long jumps: bodies of thousands of instructions in loops, conditions and logical operators.
local body = list(20000, function(i) return "n = n + 1" end)
print(run("local n = 0 for i = 1, 3 do " .. body .. " end return n")) --> 60000
print(run("local n, i = 0, 0 while i < 2 do i = i + 1 " .. body .. " end return n")) --> 40000
print(run("local n, i = 0, 0 repeat i = i + 1 " .. body .. " until i == 2 return n")) --> 40000
print(run("local n = 0 if n == 0 then " .. body .. " else n = -1 end if n == 0 then " .. body .. " end return n")) --> 20000
print(run("local n = 0 for k in pairs { 1, 2 } do if k == 1 then " .. body .. " else break end end return n")) --> 20000
print(run("local n = 1 return n > 1 and (n" .. string.rep(" + n", 20000) .. ") or n == 1 and (n" .. string.rep(" + n * 2", 10000) .. ")")) --> 20001
print(run("local n = 0 for i = 1, 2 do if i == 2 then break end " .. body .. " end return n")) --> 20000
