-- A small language of expressions and statements: lexer, parser to closures, and an interpreter.
local function lex(source)
  local tokens, pos = {}, 1
  while true do
    pos = source:find("%S", pos)
    if not pos then break end
    local number = source:match("^%d+%.?%d*", pos)
    local name = source:match("^%a%w*", pos)
    local op = source:match("^[<>=!]=", pos) or source:match("^[-+*/^%%()<>={};,]", pos)
    if number then tokens[#tokens + 1] = { "number", tonumber(number) } pos = pos + #number
    elseif name then tokens[#tokens + 1] = { "name", name } pos = pos + #name
    elseif op then tokens[#tokens + 1] = { op } pos = pos + #op
    else error({ at = pos, near = source:sub(pos, pos) }) end
  end
  tokens[#tokens + 1] = { "end" }
  return tokens
end

local binary = {
  ["+"] = { 3, function(a, b) return a + b end }, ["-"] = { 3, function(a, b) return a - b end }, ["*"] = { 4, function(a, b) return a * b end },
  ["/"] = { 4, function(a, b) return a / b end }, ["%"] = { 4, function(a, b) return a % b end }, ["^"] = { 6, function(a, b) return a ^ b end, true },
  ["<"] = { 2, function(a, b) return a < b and 1 or 0 end }, [">"] = { 2, function(a, b) return a > b and 1 or 0 end }, ["=="] = { 1, function(a, b) return a == b and 1 or 0 end },
  ["!="] = { 1, function(a, b) return a ~= b and 1 or 0 end }, ["<="] = { 2, function(a, b) return a <= b and 1 or 0 end }, [">="] = { 2, function(a, b) return a >= b and 1 or 0 end },
}

local function parse(source)
  local tokens, at = lex(source), 1
  local expression, block
  local function peek() return tokens[at][1] end
  local function advance() at = at + 1 return tokens[at - 1] end
  local function expect(what) if peek() ~= what then error({ at = at, expected = what, got = peek() }) end return advance() end

  local function primary()
    local token = advance()
    if token[1] == "number" then local v = token[2] return function() return v end end
    if token[1] == "-" then local inner = expression(5) return function(env) return -inner(env) end end
    if token[1] == "(" then local inner = expression(0) expect(")") return inner end
    if token[1] ~= "name" then error({ at = at, unexpected = token[1] }) end
    local name = token[2]
    if peek() ~= "(" then return function(env) return env.vars[name] or 0 end end
    advance()
    local args = {}
    while peek() ~= ")" do
      args[#args + 1] = expression(0)
      if peek() == "," then advance() end
    end
    advance()
    return function(env)
      local values = {}
      for i, arg in ipairs(args) do values[i] = arg(env) end
      local f = env.functions[name]
      if type(f) == "function" then return f(unpack(values)) end
      local inner = { vars = {}, functions = env.functions }
      for i, parameter in ipairs(f.parameters) do inner.vars[parameter] = values[i] or 0 end
      local ok, result = pcall(f.body, inner)
      if ok then return 0 end
      if type(result) == "table" and result.returned then return result.returned end
      error(result)
    end
  end
  function expression(limit)
    local left = primary()
    while true do
      local op = binary[peek()]
      if not op or op[1] < limit or (op[1] == limit and not op[3]) then return left end
      advance()
      local a, b, f = left, expression(op[1]), op[2]
      left = function(env) return f(a(env), b(env)) end
    end
  end

  local function statement()
    if peek() == "{" then return block() end
    local name = expect("name")[2]
    if name == "while" then
      local condition, body = expression(0), statement()
      return function(env) while condition(env) ~= 0 do body(env) end end
    elseif name == "if" then
      local condition, yes = expression(0), statement()
      local no
      if tokens[at][2] == "else" then advance() no = statement() end
      return function(env) if condition(env) ~= 0 then yes(env) elseif no then no(env) end end
    elseif name == "return" then
      local value = expression(0) expect(";")
      return function(env) error({ returned = value(env) }) end
    elseif name == "def" then
      local fname, parameters = expect("name")[2], {}
      expect("(")
      while peek() ~= ")" do parameters[#parameters + 1] = expect("name")[2] if peek() == "," then advance() end end
      advance()
      local body = block()
      return function(env) env.functions[fname] = { parameters = parameters, body = body } end
    end
    expect("=")
    local value = expression(0) expect(";")
    return function(env) env.vars[name] = value(env) end
  end
  function block()
    expect("{")
    local list = {}
    while peek() ~= "}" do list[#list + 1] = statement() end
    advance()
    return function(env) for _, s in ipairs(list) do s(env) end end
  end
  local program = {}
  while peek() ~= "end" do program[#program + 1] = statement() end
  return function(env) for _, s in ipairs(program) do s(env) end end
end

local function run(source)
  local out = {}
  local env = { vars = {}, functions = { print = function(v) out[#out + 1] = tostring(v) return v end, max = math.max, floor = math.floor } }
  local ok, e = pcall(function() parse(source)(env) end)
  if not ok then
    if type(e) == "table" then
      local parts = {}
      for _, k in ipairs { "at", "near", "expected", "got", "unexpected", "returned" } do if e[k] then parts[#parts + 1] = k .. "=" .. tostring(e[k]) end end
      out[#out + 1] = "error " .. table.concat(parts, ",")
    else
      out[#out + 1] = "error " .. e
    end
  end
  return table.concat(out, " ")
end

print(run "x = print(1 + 2 * 3); x = print((1 + 2) * 3); x = print(2 ^ 3 ^ 2); x = print(-2 ^ 2); x = print(10 - 4 - 3); x = print(7 % 4 * 2);") --> 7 9 512 -4 3 6
print(run "x = print(1 < 2); x = print(2 <= 1); x = print(1 + 1 == 2); x = print(3 != 3); x = print(undefined);") --> 1 0 1 0 0
print(run "i = 0; s = 0; while i < 100 { i = i + 1; if i % 3 == 0 s = s + i; else if i % 5 == 0 { s = s + 1000; } } x = print(s);") --> 15683
print(run "def fib(n) { if n < 2 return n; return fib(n - 1) + fib(n - 2); } x = print(fib(15));") --> 610
print(run "def gcd(a, b) { while b != 0 { t = a % b; a = b; b = t; } return a; } x = print(gcd(1071, 462)); x = print(max(gcd(48, 36), floor(7.9)));") --> 21 12
print(run "def even(n) { if n == 0 return 1; return odd(n - 1); } def odd(n) { if n == 0 return 0; return even(n - 1); } x = print(even(20)); x = print(even(7));") --> 1 0
print(run "def nothing() { } x = print(nothing()); def early() { while 1 { return 42; } } x = print(early());") --> 0 42
print(run "n = 2; c = 0; while c < 10 { d = 2; p = 1; while d * d <= n { if n % d == 0 p = 0; d = d + 1; } if p == 1 { c = c + 1; x = print(n); } n = n + 1; }") --> 2 3 5 7 11 13 17 19 23 29
print(run "x = 1 + ;") print(run "x = (1 + 2;") print(run "x = 1 $ 2;") print(run "while 1") print(run "return 5;") --> error at=6,unexpected=;
--> error at=7,expected=),got=;
--> error at=7,near=$
--> error at=3,expected=name,got=end
--> error returned=5
