-- Expressions that need many registers, in functions with many locals.
local function locals(n, value) local t = {} for i = 1, n do t[i] = "local l" .. i .. " = " .. (value and value(i) or i) end return table.concat(t, "\n") .. "\n" end
local function run(source, ...) return assert(loadstring(source))(...) end

for _, n in ipairs { 1, 50, 100, 150, 190, 199 } do
  print(n, run(locals(n) .. "return l1 + l" .. n .. " * 2, l" .. n .. " .. 'x' .. l1, #{ l1, l" .. n .. ", l1 }, (l1 == l" .. n .. ")"))
  print(run(locals(n) .. "local function f(...) return select('#', ...), ... end return f(l" .. n .. ", l1, f(l" .. n .. "))") )
  print(run(locals(n) .. "return (function() l1 = l1 + 1 return l1 + l" .. n .. " end)(), l1")) --> 1	3	1x1	3	true
  --> 4	1	1	1	1
  --> 4	2
  --> 50	101	50x1	3	false
  --> 4	50	1	1	50
  --> 52	2
  --> 100	201	100x1	3	false
  --> 4	100	1	1	100
  --> 102	2
  --> 150	301	150x1	3	false
  --> 4	150	1	1	150
  --> 152	2
  --> 190	381	190x1	3	false
  --> 4	190	1	1	190
  --> 192	2
  --> 199	399	199x1	3	false
  --> 4	199	1	1	199
  --> 201	2
end

-- Nested calls, parentheses, indexes and operators, each keeping temporaries alive.
local function nest(open, core, close, n) return string.rep(open, n) .. core .. string.rep(close, n) end
local id = "local function id(...) return ... end local t = setmetatable({}, { __index = function(t, k) return k end }) "
print(run(id .. "return " .. nest("id(", "7", ")", 90))) --> 7
print(run(id .. "return " .. nest("(1 + ", "7", ")", 80))) --> 87
print(run(id .. "return " .. nest("id(1, ", "7", ")", 90)) == 1, run("local function n(...) return select('#', ...) end local function id(...) return ... end return n(" .. nest("id(1, ", "7", ")", 90) .. ")")) --> true	91
print(run(id .. "return " .. nest("t[", "7", "]", 90))) --> 7
print(run(id .. "return " .. nest("(1 + id(", "7", "))", 55))) --> 62
print(run(id .. "local x = 2 return " .. nest("x * (x - ", "1", ")", 60))) --> -3.8430716820228e+17
print(run(id .. "return " .. nest("{", "7", "}", 100)) ~= nil) --> true
print(run(id .. "return #{" .. nest("id(", "1, 2, 3", ")", 50) .. "}")) --> 3
print(run("local s = 'a' return #(" .. nest("s .. (", "s", " .. s)", 55) .. ")")) --> 111
print(run("local a, b = true, false return " .. nest("(a and (b or ", "'core'", "))", 45))) --> core
print(run("local a = 1 return " .. nest("(a < 2 and ", "a", " or 3)", 60))) --> 1
print(run("return " .. nest("(function() return ", "'deep'", " end)()", 60))) --> deep
print(run("return " .. nest("-", "5", "", 1) .. ", " .. nest("- ", "5", "", 100) .. ", " .. nest("not ", "5", "", 101))) --> -5	5	false

-- Right-associative chains keep all operands.
print(#run("local x = 'ab' return x" .. string.rep(" .. x", 180)), run("local x = 1 return x" .. string.rep(" ^ x", 180))) --> 362	1
print(run("local x = 2 return x ^ x ^ -x ^ x"), 2 ^ 2 ^ -2 ^ 2 == 2 ^ (2 ^ -(2 ^ 2))) --> 1.0442737824274	true

-- Calls with many arguments in functions with many locals, and results into the middle.
print(run(locals(150) .. "local function f(...) return select('#', ...), (select(-1, ...)) end return f(" .. (function() local t = {} for i = 1, 80 do t[i] = "l" .. i end return table.concat(t, ", ") end)() .. ")")) --> 80	80
print(run(locals(100) .. "local a, b, c = (function() return 1, 2, 3 end)() return a + b + c + l100")) --> 106
print(run(locals(100) .. "local t = { l1, l2, l3, [l50] = l51, x = l99, (function() return l98, l97 end)() } return #t, t[4], t[5], t[50], t.x")) --> 5	98	97	51	99
print(run(locals(180) .. "local s = 0 for i = 1, 3 do for k, v in ipairs { l10, l20 } do s = s + i * v + k end end return s")) --> 189

-- Operators with every mix of local, upvalue, global, field and constant operands.
gx = 3
local ux = 5
local forms = { l = "lx", u = "ux", g = "gx", f = "tx.v", c = "7", i = "tx[1]", s = "'11'", p = "(lx)", k = "f()" }
local names = { "l", "u", "g", "f", "c", "i", "s", "p", "k" }
local sums = {}
for _, op in ipairs { "+", "-", "*", "/", "%", "^", ".." } do
  local total = 0
  for _, x in ipairs(names) do
    for _, y in ipairs(names) do
      local f = run("local ux = 5 local function f() return 17 end return function(lx, tx) return " .. forms[x] .. " " .. op .. " " .. forms[y] .. " end")
      local want = { l = 2, u = 5, g = 3, f = 13, c = 7, i = 19, s = 11, p = 2, k = 17 }
      local got = f(2, { 19, v = 13 })
      local a, b = want[x], want[y]
      local expected
      if op == "+" then expected = a + b elseif op == "-" then expected = a - b elseif op == "*" then expected = a * b
      elseif op == "/" then expected = a / b elseif op == "%" then expected = a % b elseif op == "^" then expected = a ^ b
      else expected = a .. b end
      if got ~= expected then print("wrong", op, x, y, got, expected) end
      total = total + 1
    end
  end
  sums[#sums + 1] = total
end
print(table.concat(sums, " ")) --> 81 81 81 81 81 81 81
local count = 0
for _, op in ipairs { "<", "<=", ">", ">=", "==", "~=" } do
  for _, x in ipairs(names) do
    for _, y in ipairs(names) do
      if (x == "s") == (y == "s") or op == "==" or op == "~=" then
        local a, b, c = run("local ux = 5 local function f() return 17 end return function(lx, tx) local v = " .. forms[x] .. op .. forms[y] .. " local w if " .. forms[x] .. op .. forms[y]
          .. " then w = true else w = false end local n if not (" .. forms[x] .. op .. forms[y] .. ") then n = false else n = true end return v, w, n end")(2, { 19, v = 13 })
        local want = { l = 2, u = 5, g = 3, f = 13, c = 7, i = 19, s = "11", p = 2, k = 17 }
        local p, q = want[x], want[y]
        local expected
        if op == "==" then expected = p == q elseif op == "~=" then expected = p ~= q elseif op == "<" then expected = p < q
        elseif op == "<=" then expected = p <= q elseif op == ">" then expected = p > q else expected = p >= q end
        if a ~= expected or b ~= expected or c ~= expected then print("wrong", op, x, y, a, b, c, expected) end
        count = count + 1
      end
    end
  end
end
print(count) --> 422
gx = nil
