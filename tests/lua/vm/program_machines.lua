-- Machines in Lua: a stack machine with coroutines as its processes, a tape machine, and a matcher.
-- Processes that send each other messages, scheduled in turns.
local function system()
  local mail, ready, trace = {}, {}, {}
  local self = { trace = trace }
  function self.spawn(name, f, ...)
    mail[name] = {}
    local args = { ... }
    ready[#ready + 1] = { name = name, co = coroutine.create(function() return f(unpack(args)) end) }
  end
  function self.send(to, message) local box = mail[to] if not box then error("no process " .. to, 0) end box[#box + 1] = message end
  function self.receive(name) while #mail[name] == 0 do coroutine.yield() end return table.remove(mail[name], 1) end
  function self.run(limit)
    local turns = 0
    while #ready > 0 and turns < limit do
      for i = #ready, 1, -1 do
        local p = ready[i]
        turns = turns + 1
        local ok, e = coroutine.resume(p.co)
        if not ok then trace[#trace + 1] = p.name .. " failed: " .. e end
        if coroutine.status(p.co) == "dead" then table.remove(ready, i) end
      end
    end
    return #ready
  end
  return self
end
local s = system()
s.spawn("sum", function() local total = 0 while true do local m = s.receive("sum") if m == "stop" then s.trace[#s.trace + 1] = "sum " .. total return end total = total + m end end)
s.spawn("square", function() while true do local m = s.receive("square") s.send("sum", m == "stop" and m or m * m) if m == "stop" then return end end end)
s.spawn("source", function(n) for i = 1, n do s.send("square", i) if i % 3 == 0 then coroutine.yield() end end s.send("square", "stop") end, 10)
s.spawn("bad", function() coroutine.yield() s.send("nobody", 1) end)
s.spawn("waits", function() s.receive("waits") end)
print(s.run(1000), table.concat(s.trace, "; ")) --> 1	bad failed: no process nobody; sum 385

-- A machine with a tape.
local function tape(source, input)
  local jump, stack = {}, {}
  for i = 1, #source do
    local c = source:sub(i, i)
    if c == "[" then stack[#stack + 1] = i elseif c == "]" then local j = table.remove(stack) jump[i], jump[j] = j, i end
  end
  local cells, at, pc, out, read = setmetatable({}, { __index = function() return 0 end }), 0, 1, {}, 1
  local steps = 0
  while pc <= #source do
    local c = source:sub(pc, pc)
    if c == "+" then cells[at] = (cells[at] + 1) % 256 elseif c == "-" then cells[at] = (cells[at] - 1) % 256
    elseif c == ">" then at = at + 1 elseif c == "<" then at = at - 1
    elseif c == "." then out[#out + 1] = string.char(cells[at]) elseif c == "," then cells[at] = input:byte(read) or 0 read = read + 1
    elseif c == "[" then if cells[at] == 0 then pc = jump[pc] end elseif c == "]" then if cells[at] ~= 0 then pc = jump[pc] end end
    pc = pc + 1
    steps = steps + 1
  end
  return table.concat(out), steps
end
local function writer(text)
  local out = {}
  for c in text:gmatch(".") do
    local n = c:byte()
    out[#out + 1] = ("+"):rep(math.floor(n / 9)) .. "[>+++++++++<-]>" .. ("+"):rep(n % 9) .. ".[-]<"
  end
  return table.concat(out)
end
print(tape(writer "Tapes and cells", "")) --> Tapes and cells	5063
print(tape(",[.,]", "echo")) print(tape(",>,<[->+<]>.", string.char(40, 25))) print(tape(",[>,]<[.<]", "backwards")) --> echo	14
--> A	207
--> sdrawkcab	58

-- The same machine as a compiler to Lua source.
local function compile(source)
  local out = { "local cells, at, out = ... " }
  for run in source:gmatch("[-+<>.%[%]]") do
    out[#out + 1] = ({ ["+"] = "cells[at] = (cells[at] + 1) % 256 ", ["-"] = "cells[at] = (cells[at] - 1) % 256 ", [">"] = "at = at + 1 ", ["<"] = "at = at - 1 ",
      ["."] = "out[#out + 1] = cells[at] ", ["["] = "while cells[at] ~= 0 do ", ["]"] = "end " })[run]
  end
  return assert(loadstring(table.concat(out)))
end
local codes = {}
compile("++++++[>++++++++++<-]>+++++.+.+.[-]<+++[>+++<-]>.")(setmetatable({}, { __index = function() return 0 end }), 0, codes)
print(unpack(codes)) --> 65	66	67	9

-- A pattern matcher with closures in continuation style: literals, any, star, alternatives.
local function matcher(pattern)
  local pos = 1
  local alternatives
  local function atom()
    local c = pattern:sub(pos, pos)
    pos = pos + 1
    if c == "(" then local m = alternatives() pos = pos + 1 return m end
    if c == "." then return function(s, i, k) if i <= #s then return k(i + 1) end return false end end
    return function(s, i, k) if s:sub(i, i) == c then return k(i + 1) end return false end
  end
  local function sequence()
    local parts = {}
    while pos <= #pattern and not pattern:sub(pos, pos):find("[|)]") do
      local m = atom()
      if pattern:sub(pos, pos) == "*" then
        pos = pos + 1
        local inner = m
        m = function(s, i, k)
          local function more(j) return inner(s, j, function(n) return n > j and more(n) end) or k(j) end
          return more(i)
        end
      elseif pattern:sub(pos, pos) == "?" then
        pos = pos + 1
        local inner = m
        m = function(s, i, k) return inner(s, i, k) or k(i) end
      end
      parts[#parts + 1] = m
    end
    return function(s, i, k)
      local function step(n, j) if n > #parts then return k(j) end return parts[n](s, j, function(e) return step(n + 1, e) end) end
      return step(1, i)
    end
  end
  function alternatives()
    local list = { sequence() }
    while pattern:sub(pos, pos) == "|" do pos = pos + 1 list[#list + 1] = sequence() end
    return function(s, i, k) for _, m in ipairs(list) do local r = m(s, i, k) if r then return r end end return false end
  end
  local m = alternatives()
  return function(s) return m(s, 1, function(e) return e == #s + 1 end) end
end
local results = {}
for _, case in ipairs { { "abc", "abc" }, { "abc", "abd" }, { "a*b", "aaab" }, { "a*b", "b" }, { "(ab)*c", "ababc" }, { "(ab)*c", "abac" }, { "a|b|cd", "cd" }, { "(a|b)*c?", "abba" },
  { "x.*y", "x123y" }, { "x.*y", "x123" }, { "(a*)*b", "aaaaaaaac" }, { ".*.*.*z", "aaaaaaaaaaaaz" }, { "(a|ab)(c|bcd)(d*)", "abcd" }, { "", "" }, { "", "x" } } do
  results[#results + 1] = tostring(matcher(case[1])(case[2])):sub(1, 1)
end
print(table.concat(results)) --> tftttftttfftttf
local long = matcher("(ab|c)*d")
print(long(("abc"):rep(100) .. "d"), long(("abc"):rep(100))) --> true	false

-- Counting runs of digits again and again, and the hailstone numbers with memory.
local seq = "1"
for i = 1, 12 do seq = seq:gsub("(1*)(2*)(3*)", function(a, b, c) return (#a > 0 and #a .. "1" or "") .. (#b > 0 and #b .. "2" or "") .. (#c > 0 and #c .. "3" or "") end) end
print(#seq, seq:sub(1, 20)) --> 46	13211321321112131221
local memo = { [1] = 1 }
local function hail(n) local v = memo[n] if not v then v = 1 + hail(n % 2 == 0 and n / 2 or 3 * n + 1) memo[n] = v end return v end
local best, top = 0, 0
for n = 1, 10000 do local h = hail(n) if h > top then best, top = n, h end end
print(best, top) --> 6171	262
