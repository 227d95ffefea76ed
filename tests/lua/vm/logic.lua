-- heavy: 1,500 generated chunks
-- Logical expressions, generated: every shape as a value, a condition and a loop condition.
local leaves = { "a", "b", "true", "false", "nil", "1", "(a < b2)", "(a == b)", "f()", "t.x", "not b", "'s'" }
local env = { f = function() return "f" end, t = { x = false } }
local seed = 42
local function random(n) seed = (seed * 16807) % 2147483647 return seed % n + 1 end
local function expression(depth)
  if depth == 0 then return leaves[random(#leaves)] end
  local kind = random(5)
  if kind <= 2 then return "(" .. expression(depth - 1) .. " and " .. expression(depth - 1) .. ")"
  elseif kind <= 4 then return "(" .. expression(depth - 1) .. " or " .. expression(depth - 1) .. ")"
  else return "not (" .. expression(depth - 1) .. ")" end
end

-- The same expression, computed step by step.
local function compute(s, v)
  local pos = 1
  local function parse()
    if s:sub(pos, pos + 4) == "not (" then
      pos = pos + 5
      local x = parse()
      pos = pos + 1
      return not x
    end
    for _, leaf in ipairs(leaves) do
      if s:sub(pos, pos + #leaf - 1) == leaf and not s:sub(pos + #leaf, pos + #leaf):find("[%w.(]") then
        pos = pos + #leaf
        if leaf == "a" then return v.a elseif leaf == "b" then return v.b elseif leaf == "true" then return true elseif leaf == "false" then return false
        elseif leaf == "nil" then return nil elseif leaf == "1" then return 1 elseif leaf == "(a < b2)" then return v.a < v.b2
        elseif leaf == "(a == b)" then return v.a == v.b elseif leaf == "f()" then return "f" elseif leaf == "t.x" then return false
        elseif leaf == "not b" then return not v.b else return "s" end
      end
    end
    pos = pos + 1
    local x = parse()
    local op = s:match("^ (%a+) ", pos)
    pos = pos + #op + 2
    local y = parse()
    pos = pos + 1
    if op == "and" then return x and y end
    return x or y
  end
  return parse()
end

local checked, truths = 0, 0
for n = 1, 1500 do
  local e = expression(random(4))
  local source = "local a, b, b2 = ... local v = " .. e
    .. "\nlocal c if " .. e .. " then c = true else c = false end"
    .. "\nlocal n if not " .. e .. " then n = true else n = false end"
    .. "\nlocal w = 0 while " .. e .. " do w = w + 1 if w == 2 then break end end"
    .. "\nlocal r = 0 repeat r = r + 1 if r == 2 then break end until " .. e
    .. "\nlocal q = { " .. e .. " }"
    .. "\nlocal z = (" .. e .. ") == (" .. e .. ")"
    .. "\nreturn v, c, n, w, r, q[1], z, " .. e
  local f = setfenv(assert(loadstring(source)), env)
  for case = 1, 4 do
    local v = ({ { a = 1, b = 2, b2 = 2 }, { a = 3, b = false, b2 = 2 }, { a = 2, b = 2, b2 = 3 }, { a = 5, b = nil, b2 = 1 } })[case]
    local value, c, neg, w, r, q, z, last = f(v.a, v.b, v.b2)
    local want = compute(e, v)
    local truth = want and true or false
    if value ~= want or c ~= truth or neg == truth or w ~= (truth and 2 or 0) or r ~= (truth and 1 or 2) or q ~= want or not z or last ~= want then
      print("wrong", e, case, value, want)
    end
    checked = checked + 1
    if truth then truths = truths + 1 end
  end
end
print(checked, truths) --> 6000	3109

-- Side effects happen exactly as often as they should.
local log = {}
local function e(name, v) log[#log + 1] = name return v end
local function show(v) print(table.concat(log), v) log = {} end
show(e("a", 1) and e("b", nil) or e("c", 3) and e("d", false) or e("e", 5)) --> abcde	5
show((e("a", nil) or e("b", 2)) and (e("c", nil) or e("d", 4)) and e("e", false)) --> abcde	false
show(not (e("a", nil) and e("b", 1)) and not e("c", nil)) --> ac	true
show(e("a", 1) == e("b", 1) and e("c", 2) ~= e("d", 2) or e("e", "x") < e("f", "y")) --> abcdef	true
show((e("a", 5) > e("b", 3) and e("c", "yes") or e("d", "no")) .. e("e", "!")) --> abce	yes!
local t = { x = e("a", nil) or e("b", "v"), e("c", false) and e("d", 1) }
show(t.x .. tostring(t[1])) --> abc	vfalse
if e("a", nil) or e("b", false) then e("T") elseif e("c", 1) and e("d", 1) then e("U") else e("V") end
show() --> abcdU	nil
local i = 0
while e("w", i < 3) and e("x", i ~= 2) do i = i + 1 end
show(i) --> wxwxwx	2
