-- Line numbers: CR, LF, CRLF and LFCR each count as one line.
local function line(source)
  local f, m = loadstring(source, "=t")
  if f then
    local ok
    ok, m = pcall(f)
  end
  return m
end
print(line("\n\nerror('x')")) --> t:3: x
print(line("\r\rerror('x')")) --> t:3: x
print(line("\r\n\r\nerror('x')")) --> t:3: x
print(line("\n\r\n\rerror('x')")) --> t:3: x
print(line("\n\r\r\n\nerror('x')")) --> t:4: x
print(line("\r\r\n\n\rerror('x')")) --> t:4: x
print(line("local s = [[\n\r\n\r\n]]\nerror('x')")) --> t:5: x
print(line("--[[\r\n\r\n]]\nerror('x')")) --> t:4: x
print(line("local s = 'a\\\nb\\\r\nc'\nerror('x')")) --> t:4: x
print(line("x = \n\n\n = 1")) --> t:4: unexpected symbol near '='

-- The line of an error is the line of the call or operator's operation.
print(line("local a\nlocal b = a\n.c")) --> t:3: attempt to index local 'a' (a nil value)
print(line("local a = 1\nlocal b =\na\n+\n{}")) --> t:5: attempt to perform arithmetic on a table value
print(line("error\n(\n'x'\n)")) --> t:2: ambiguous syntax (function call x new statement) near '('
print(line("local t = {\n1,\n2,\nnil .. 'x',\n}")) --> t:4: attempt to concatenate a nil value
print(line("local f = error\nlocal function g()\n  f('deep')\nend\ng()")) --> t:3: deep
