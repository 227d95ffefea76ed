-- Messages of the parser: rules beyond the grammar, and how the near part is written.
local function e(source)
  local f, message = loadstring(source, "=t")
  print(f == nil and message or "no error")
end

-- A call on a new line could be meant as a new statement.
e "f\n(1)" --> t:2: ambiguous syntax (function call x new statement) near '('
e "x = f\n(1)" --> t:2: ambiguous syntax (function call x new statement) near '('
e "local x = a.b\n(g or h)()" --> t:2: ambiguous syntax (function call x new statement) near '('
e "f()\n(g)()" --> t:2: ambiguous syntax (function call x new statement) near '('
e "x = f()\n\n\n(g)()" --> t:4: ambiguous syntax (function call x new statement) near '('
e "a:b\n()" --> t:2: ambiguous syntax (function call x new statement) near '('
e "f(\n1)" --> no error
e "f\n{}" --> no error
e "f\n'x'" --> no error
e "x = a\n[1]" --> no error
e "f(); (g)()" --> no error
e "f -- comment\n(1)" --> t:2: ambiguous syntax (function call x new statement) near '('
e "f --[[\n]](1)" --> t:2: ambiguous syntax (function call x new statement) near '('

-- break and ...
e "break" --> t:1: no loop to break near '<eof>'
e "do break end" --> t:1: no loop to break near 'end'
e "if x then break end" --> t:1: no loop to break near 'end'
e "while x do end break" --> t:1: no loop to break near '<eof>'
e "function f() break end" --> t:1: no loop to break near 'end'
e "while x do local function f() break end end" --> t:1: no loop to break near 'end'
e "while x do break end" --> no error
e "function f() return ... end" --> t:1: cannot use '...' outside a vararg function near '...'
e "function f(a) local x = {...} end" --> t:1: cannot use '...' outside a vararg function near '...'
e "x = function() return ... end" --> t:1: cannot use '...' outside a vararg function near '...'
e "function f(...) return function() return ... end end" --> t:1: cannot use '...' outside a vararg function near '...'
e "function f(...) return ... end" --> no error
e "return ..." --> no error
e "x = ..." --> no error
e "f(...)" --> no error
e "function f() return ...\n end" --> t:1: cannot use '...' outside a vararg function near '...'

-- What stands after near: names, strings and numbers as they are written, other tokens as themselves.
e "x = 1 name" --> t:1: '=' expected near '<eof>'
e "x = 1 'string'" --> t:1: unexpected symbol near ''string''
e "x = 1 \"string with\\nescape\"" --> t:1: unexpected symbol near '"string with
--> escape"'
e "x = 1 'a\\65b'" --> t:1: unexpected symbol near ''aAb''
e "x = 1 [[long string]]" --> t:1: unexpected symbol near '[[long string]]'
e "x = 1 [==[long\nstring]==]" --> t:2: unexpected symbol near '[==[long
--> string]==]'
e "x = 1 42" --> t:1: unexpected symbol near '42'
e "x = 1 0x10" --> t:1: unexpected symbol near '0x10'
e "x = 1 1e10" --> t:1: unexpected symbol near '1e10'
e "x = 1 .5" --> t:1: unexpected symbol near '.5'
e "x = 1 ==" --> t:1: unexpected symbol near '<eof>'
e "x = }" --> t:1: unexpected symbol near '}'
e "x = ..." --> no error
e "x = 1 ..." --> t:1: unexpected symbol near '...'
e "x = .." --> t:1: unexpected symbol near '..'
e "x = 1 :" --> t:1: unexpected symbol near ':'
e "x = 1 ~=" --> t:1: unexpected symbol near '<eof>'
e "x = <=" --> t:1: unexpected symbol near '<='
e "x = >=" --> t:1: unexpected symbol near '>='
e "x = ]" --> t:1: unexpected symbol near ']'
e "x = 1 while" --> t:1: unexpected symbol near '<eof>'
e "x = 1 function" --> t:1: '<name>' expected near '<eof>'
e "x = 1 nil" --> t:1: unexpected symbol near 'nil'
e "x = 1 --comment\n 2" --> t:2: unexpected symbol near '2'
e "x = 1 -- at the end\n" --> no error
e "x = (\n\n-- comment\n" --> t:4: unexpected symbol near '<eof>'
e "x = (1 'string'" --> t:1: ')' expected near ''string''
e "x = ('string'" --> t:1: ')' expected near '<eof>'

-- The chunk's name: = takes it as it is, @ is a file, anything else is the source itself.
local function name(n, source)
  print(select(2, loadstring(source or "x =", n)))
end
name "=name" --> name:1: unexpected symbol near '<eof>'
name "=stdin" --> stdin:1: unexpected symbol near '<eof>'
name "@file.lua" --> file.lua:1: unexpected symbol near '<eof>'
name "@dir/file.lua" --> dir/file.lua:1: unexpected symbol near '<eof>'
name "x =" --> [string "x ="]:1: unexpected symbol near '<eof>'
name "first line\nsecond line" --> [string "first line..."]:1: unexpected symbol near '<eof>'
name "\nsecond line" --> [string "..."]:1: unexpected symbol near '<eof>'
name "" --> [string ""]:1: unexpected symbol near '<eof>'
name "=" --> :1: unexpected symbol near '<eof>'
name "@" --> :1: unexpected symbol near '<eof>'
name "=a name\nwith two lines" --> a name
--> with two lines:1: unexpected symbol near '<eof>'
name "@a name\nwith two lines" --> a name
--> with two lines:1: unexpected symbol near '<eof>'
name(("x"):rep(43)) --> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]:1: unexpected symbol near '<eof>'
name("=" .. ("x"):rep(59)) --> xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:1: unexpected symbol near '<eof>'
name("@" .. ("y"):rep(52)) --> yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy:1: unexpected symbol near '<eof>'
name(("x"):rep(43) .. "\nsecond line") --> [string "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."]:1: unexpected symbol near '<eof>'
name("x\n" .. ("y"):rep(50)) --> [string "x..."]:1: unexpected symbol near '<eof>'
name "carriage\rreturn" --> [string "carriage..."]:1: unexpected symbol near '<eof>'
name("tab\there", "x =") --> [string "tab	here"]:1: unexpected symbol near '<eof>'
print(select(2, loadstring("x ="))) --> [string "x ="]:1: unexpected symbol near '<eof>'
print(select(2, loadstring("x = 1\ny ="))) --> [string "x = 1..."]:2: unexpected symbol near '<eof>'
print(select(2, loadstring("return [[\n"))) --> [string "return [[..."]:2: unfinished long string near '<eof>'
print(select(2, load(function() return nil end))) -->
local given = false
print(select(2, load(function() if not given then given = true return "x =" end end))) --> (load):1: unexpected symbol near '<eof>'
given = false
print(select(2, load(function() if not given then given = true return "x =" end end, "=load"))) --> load:1: unexpected symbol near '<eof>'
