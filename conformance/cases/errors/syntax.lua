-- Messages of the compiler.

--- statements: what is no statement
for _, source in ipairs{"x", "x y", "x =", "x = = 1", "1", "f", "f.x", "f:x", "f:x = 1", "'s'", "()", "(f)", "x.y.z", "x[1", "x, y", "x, y = ", "f() = 1", "(x) = 1", "local", "local 1", "local x =", "local function", "local function f", "local x.y = 1", "function", "function f", "function f(", "function f()", "function 1() end", "function f.1() end", "function f:x:y() end", "function f(a b) end", "function f(..., a) end", "function f(a, ) end", "return return", "return 1 2", "break", "break x", "do", "end", "if", "if x", "if x then", "if x then else", "if x then else elseif y then end", "while", "while x", "while x do", "repeat", "repeat until", "for", "for x", "for x =", "for x = 1", "for x = 1,", "for x = 1, 2", "for x = 1, 2, 3, 4 do end", "for x in", "for x, y = 1, 2 do end", "for x in y", "for 1 = 1, 2 do end", "for x.y = 1, 2 do end", "until x", "elseif x then", "else", "then", "goto x", ";", "; ;", "x = 1;;", "@", "$", "!", "x ! y", "~", "x ~ y", "a.b:c", "x = }", "x = ]", "return ..", "..."} do
  print(source, select(2, loadstring(source, "=s")) or "fine")
end
--> x	s:1: '=' expected near '<eof>'
--> x y	s:1: '=' expected near 'y'
--> x =	s:1: unexpected symbol near '<eof>'
--> x = = 1	s:1: unexpected symbol near '='
--> 1	s:1: unexpected symbol near '1'
--> f	s:1: '=' expected near '<eof>'
--> f.x	s:1: '=' expected near '<eof>'
--> f:x	s:1: function arguments expected near '<eof>'
--> f:x = 1	s:1: function arguments expected near '='
--> 's'	s:1: unexpected symbol near ''s''
--> ()	s:1: unexpected symbol near ')'
--> (f)	s:1: syntax error near '<eof>'
--> x.y.z	s:1: '=' expected near '<eof>'
--> x[1	s:1: ']' expected near '<eof>'
--> x, y	s:1: '=' expected near '<eof>'
--> x, y = 	s:1: unexpected symbol near '<eof>'
--> f() = 1	s:1: unexpected symbol near '='
--> (x) = 1	s:1: syntax error near '='
--> local	s:1: '<name>' expected near '<eof>'
--> local 1	s:1: '<name>' expected near '1'
--> local x =	s:1: unexpected symbol near '<eof>'
--> local function	s:1: '<name>' expected near '<eof>'
--> local function f	s:1: '(' expected near '<eof>'
--> local x.y = 1	s:1: unexpected symbol near '.'
--> function	s:1: '<name>' expected near '<eof>'
--> function f	s:1: '(' expected near '<eof>'
--> function f(	s:1: <name> or '...' expected near '<eof>'
--> function f()	s:1: 'end' expected near '<eof>'
--> function 1() end	s:1: '<name>' expected near '1'
--> function f.1() end	s:1: '(' expected near '.1'
--> function f:x:y() end	s:1: '(' expected near ':'
--> function f(a b) end	s:1: ')' expected near 'b'
--> function f(..., a) end	s:1: ')' expected near ','
--> function f(a, ) end	s:1: <name> or '...' expected near ')'
--> return return	s:1: unexpected symbol near 'return'
--> return 1 2	s:1: '<eof>' expected near '2'
--> break	s:1: no loop to break near '<eof>'
--> break x	s:1: no loop to break near 'x'
--> do	s:1: 'end' expected near '<eof>'
--> end	s:1: '<eof>' expected near 'end'
--> if	s:1: unexpected symbol near '<eof>'
--> if x	s:1: 'then' expected near '<eof>'
--> if x then	s:1: 'end' expected near '<eof>'
--> if x then else	s:1: 'end' expected near '<eof>'
--> if x then else elseif y then end	s:1: 'end' expected near 'elseif'
--> while	s:1: unexpected symbol near '<eof>'
--> while x	s:1: 'do' expected near '<eof>'
--> while x do	s:1: 'end' expected near '<eof>'
--> repeat	s:1: 'until' expected near '<eof>'
--> repeat until	s:1: unexpected symbol near '<eof>'
--> for	s:1: '<name>' expected near '<eof>'
--> for x	s:1: '=' or 'in' expected near '<eof>'
--> for x =	s:1: unexpected symbol near '<eof>'
--> for x = 1	s:1: ',' expected near '<eof>'
--> for x = 1,	s:1: unexpected symbol near '<eof>'
--> for x = 1, 2	s:1: 'do' expected near '<eof>'
--> for x = 1, 2, 3, 4 do end	s:1: 'do' expected near ','
--> for x in	s:1: unexpected symbol near '<eof>'
--> for x, y = 1, 2 do end	s:1: 'in' expected near '='
--> for x in y	s:1: 'do' expected near '<eof>'
--> for 1 = 1, 2 do end	s:1: '<name>' expected near '1'
--> for x.y = 1, 2 do end	s:1: '=' or 'in' expected near '.'
--> until x	s:1: '<eof>' expected near 'until'
--> elseif x then	s:1: '<eof>' expected near 'elseif'
--> else	s:1: '<eof>' expected near 'else'
--> then	s:1: unexpected symbol near 'then'
--> goto x	s:1: '=' expected near 'x'
--> ;	s:1: unexpected symbol near ';'
--> ; ;	s:1: unexpected symbol near ';'
--> x = 1;;	s:1: unexpected symbol near ';'
--> @	s:1: unexpected symbol near '@'
--> $	s:1: unexpected symbol near '$'
--> !	s:1: unexpected symbol near '!'
--> x ! y	s:1: '=' expected near '!'
--> ~	s:1: unexpected symbol near '~'
--> x ~ y	s:1: '=' expected near '~'
--> a.b:c	s:1: function arguments expected near '<eof>'
--> x = }	s:1: unexpected symbol near '}'
--> x = ]	s:1: unexpected symbol near ']'
--> return ..	s:1: unexpected symbol near '..'
--> ...	s:1: unexpected symbol near '...'

--- expressions: what is no expression
for _, source in ipairs{"", "+", "1 +", "+ 1", "- ", "not", "#", "1 + * 2", "(1", "(", "()", "1)", "{", "{1", "{1,", "{1 2}", "{x = }", "{[1 = 2}", "{[1]}", "{= 1}", "{;}", "{,}", "f(", "f(1,", "f(1 2)", "f{", "a.", "a.1", "a:", "a:b", "a[", "a[]", "function", "function() ", "function(x", "1 .. ", "a and", "or b", "1 == ", "a ~ b", "a != b", "1 = 2", "nil.x", "true()", "'a' 'b'", "...x", "#", "a b", "x:y.z()", "..", "a..", "3..4", "2 ^", "-", "not not", "{f = function() }"} do
  print(source, select(2, loadstring("return " .. source, "=s")) or "fine")
end
--> 	fine
--> +	s:1: unexpected symbol near '+'
--> 1 +	s:1: unexpected symbol near '<eof>'
--> + 1	s:1: unexpected symbol near '+'
--> - 	s:1: unexpected symbol near '<eof>'
--> not	s:1: unexpected symbol near '<eof>'
--> #	s:1: unexpected symbol near '<eof>'
--> 1 + * 2	s:1: unexpected symbol near '*'
--> (1	s:1: ')' expected near '<eof>'
--> (	s:1: unexpected symbol near '<eof>'
--> ()	s:1: unexpected symbol near ')'
--> 1)	s:1: '<eof>' expected near ')'
--> {	s:1: unexpected symbol near '<eof>'
--> {1	s:1: '}' expected near '<eof>'
--> {1,	s:1: unexpected symbol near '<eof>'
--> {1 2}	s:1: '}' expected near '2'
--> {x = }	s:1: unexpected symbol near '}'
--> {[1 = 2}	s:1: ']' expected near '='
--> {[1]}	s:1: '=' expected near '}'
--> {= 1}	s:1: unexpected symbol near '='
--> {;}	s:1: unexpected symbol near ';'
--> {,}	s:1: unexpected symbol near ','
--> f(	s:1: unexpected symbol near '<eof>'
--> f(1,	s:1: unexpected symbol near '<eof>'
--> f(1 2)	s:1: ')' expected near '2'
--> f{	s:1: unexpected symbol near '<eof>'
--> a.	s:1: '<name>' expected near '<eof>'
--> a.1	s:1: '<eof>' expected near '.1'
--> a:	s:1: '<name>' expected near '<eof>'
--> a:b	s:1: function arguments expected near '<eof>'
--> a[	s:1: unexpected symbol near '<eof>'
--> a[]	s:1: unexpected symbol near ']'
--> function	s:1: '(' expected near '<eof>'
--> function() 	s:1: 'end' expected near '<eof>'
--> function(x	s:1: ')' expected near '<eof>'
--> 1 .. 	s:1: unexpected symbol near '<eof>'
--> a and	s:1: unexpected symbol near '<eof>'
--> or b	s:1: unexpected symbol near 'or'
--> 1 == 	s:1: unexpected symbol near '<eof>'
--> a ~ b	s:1: '<eof>' expected near '~'
--> a != b	s:1: '<eof>' expected near '!'
--> 1 = 2	s:1: '<eof>' expected near '='
--> nil.x	s:1: '<eof>' expected near '.'
--> true()	s:1: '<eof>' expected near '('
--> 'a' 'b'	s:1: '<eof>' expected near ''b''
--> ...x	s:1: '<eof>' expected near 'x'
--> #	s:1: unexpected symbol near '<eof>'
--> a b	s:1: '<eof>' expected near 'b'
--> x:y.z()	s:1: function arguments expected near '.'
--> ..	s:1: unexpected symbol near '..'
--> a..	s:1: unexpected symbol near '<eof>'
--> 3..4	s:1: malformed number near '3..4'
--> 2 ^	s:1: unexpected symbol near '<eof>'
--> -	s:1: unexpected symbol near '<eof>'
--> not not	s:1: unexpected symbol near '<eof>'
--> {f = function() }	s:1: unexpected symbol near '}'

--- numerals: malformed numbers
for _, source in ipairs{"1x", "0x", "0xg", "1e", "1e+", "1.2.3", "1..2", "0x1.8", "0x1p4", "1e5x", "08", "1_0", "0b1", ".e1", "1.e1", ".5", "5.", "1e1.5", "0x10p", "1E+5", "3.4.", "1ee1", "0xep1"} do
  local f, m = loadstring("return " .. source, "=s")
  print(source, f and f() or m)
end
--> 1x	s:1: malformed number near '1x'
--> 0x	s:1: malformed number near '0x'
--> 0xg	s:1: malformed number near '0xg'
--> 1e	s:1: malformed number near '1e'
--> 1e+	s:1: malformed number near '1e+'
--> 1.2.3	s:1: malformed number near '1.2.3'
--> 1..2	s:1: malformed number near '1..2'
--> 0x1.8	s:1: '<eof>' expected near '.8'
--> 0x1p4	16
--> 1e5x	s:1: malformed number near '1e5x'
--> 08	8
--> 1_0	s:1: malformed number near '1_0'
--> 0b1	s:1: malformed number near '0b1'
--> .e1	s:1: unexpected symbol near '.'
--> 1.e1	10
--> .5	0.5
--> 5.	5
--> 1e1.5	s:1: '<eof>' expected near '.5'
--> 0x10p	s:1: malformed number near '0x10p'
--> 1E+5	100000
--> 3.4.	s:1: malformed number near '3.4.'
--> 1ee1	s:1: malformed number near '1ee1'
--> 0xep1	28

--- strings: unfinished, and bad escapes
for _, source in ipairs{"'abc", "\"abc", "'abc\n'", "'abc\\", "'abc\\\n'", "'\\300'", "'\\256'", "'\\255'", "'\\q'", "'\\x41'", "[[abc", "[==[abc]=]", "[=abc", "[=", "[==", "--[[ comment", "--[==[ x ]]", "'\\1234'", "'tab\\9end'", "\"it's\"", "'\\\\'", "[[\n\nx]]", "'a\rb'", "[[a]]]", "[[ [[ ]]", "'\\z'"} do
  local f, m = loadstring("return " .. source, "=s")
  print(source, f and f() or m)
end
--> 'abc	s:1: unfinished string near '<eof>'
--> "abc	s:1: unfinished string near '<eof>'
--> 'abc
--> '	s:1: unfinished string near ''abc'
--> 'abc\\	s:1: unfinished string near '<eof>'
--> 'abc\\
--> '	abc
-->
--> '\\300'	s:1: escape sequence too large near '''
--> '\\256'	s:1: escape sequence too large near '''
--> '\\255'	\xff
--> '\\q'	q
--> '\\x41'	x41
--> [[abc	s:1: unfinished long string near '<eof>'
--> [==[abc]=]	s:1: unfinished long string near '<eof>'
--> [=abc	s:1: invalid long string delimiter near '[='
--> [=	s:1: invalid long string delimiter near '[='
--> [==	s:1: invalid long string delimiter near '[=='
--> --[[ comment	s:1: unfinished long comment near '<eof>'
--> --[==[ x ]]	s:1: unfinished long comment near '<eof>'
--> '\\1234'	{4
--> 'tab\\9end'	tab	end
--> "it's"	it's
--> '\\\\'	\\
--> [[
-->
--> x]]	
--> x
--> 'a\x0db'	s:1: unfinished string near ''a'
--> [[a]]]	s:1: '<eof>' expected near ']'
--> [[ [[ ]]	s:1: nesting of [[...]] is deprecated near '['
--> '\\z'	z

--- near-tokens: the token that is to blame, as it is written
for _, source in ipairs{"x = 'string' 'other'", "x = [[long]] [[other]]", "x = 5 5.50", "x = 1 name", "x = 1 ...", "x = 1 <=", "x = 1 end", "x = \1", "x = \127", "x = \200", "x = '\0", "x = 1 0x1F", "x ="} do
  print((source:gsub("%c", "?")), select(2, loadstring(source, "=s")))
end
--> x = 'string' 'other'	s:1: unexpected symbol near ''other''
--> x = [[long]] [[other]]	s:1: unexpected symbol near '[[other]]'
--> x = 5 5.50	s:1: unexpected symbol near '5.50'
--> x = 1 name	s:1: '=' expected near '<eof>'
--> x = 1 ...	s:1: unexpected symbol near '...'
--> x = 1 <=	s:1: unexpected symbol near '<eof>'
--> x = 1 end	s:1: '<eof>' expected near 'end'
--> x = ?	s:1: unexpected symbol near 'char(1)'
--> x = ?	s:1: unexpected symbol near 'char(127)'
--> x = \xc8	s:1: unexpected symbol near '\xc8'
--> x = '?	s:1: unfinished string near '<eof>'
--> x = 1 0x1F	s:1: unexpected symbol near '0x1F'
--> x =	s:1: unexpected symbol near '<eof>'

--- lines: the line of the token, and of what is not closed
for _, source in ipairs{"\n\nx", "x = (\n\n1", "do\n\n", "if x then\n\n\nprint(", "function f()\n\nx = 1\n", "repeat\n\n", "x = {\n1,\n2\n", "f(\n1,\n2\n", "while true do\n\nend end", "for i = 1, 2 do\n\n", "--[[\n\n]] x", "x = [[\n\n]] y", "'a\\\nb' x", "a\r\nb", "a\n\rb", "x[\n1\n"} do
  print((source:gsub("%c", "|")), select(2, loadstring(source, "=s")))
end
--> ||x	s:3: '=' expected near '<eof>'
--> x = (||1	s:3: ')' expected (to close '(' at line 1) near '<eof>'
--> do||	s:3: 'end' expected (to close 'do' at line 1) near '<eof>'
--> if x then|||print(	s:4: unexpected symbol near '<eof>'
--> function f()||x = 1|	s:4: 'end' expected (to close 'function' at line 1) near '<eof>'
--> repeat||	s:3: 'until' expected (to close 'repeat' at line 1) near '<eof>'
--> x = {|1,|2|	s:4: '}' expected (to close '{' at line 1) near '<eof>'
--> f(|1,|2|	s:4: ')' expected (to close '(' at line 1) near '<eof>'
--> while true do||end end	s:3: '<eof>' expected near 'end'
--> for i = 1, 2 do||	s:3: 'end' expected (to close 'for' at line 1) near '<eof>'
--> --[[||]] x	s:3: '=' expected near '<eof>'
--> x = [[||]] y	s:3: '=' expected near '<eof>'
--> 'a\\|b' x	s:2: unexpected symbol near ''a
--> b''
--> a||b	s:2: '=' expected near 'b'
--> a||b	s:2: '=' expected near 'b'
--> x[|1|	s:3: ']' expected near '<eof>'

--- ambiguous-calls: a parenthesis on a new line
print(loadstring("f\n(1)", "=s"))
print(loadstring("x = f\n(1)", "=s"))
print(loadstring("f\n'x'", "=s") ~= nil)
--> nil	s:2: ambiguous syntax (function call x new statement) near '('
--> nil	s:2: ambiguous syntax (function call x new statement) near '('
--> true

--- varargs: three dots outside
print(loadstring("function f() return ... end", "=s"))
print(loadstring("function f(...) return function() return ... end end", "=s"))
print(loadstring("return ...", "=s") ~= nil)
--> nil	s:1: cannot use '...' outside a vararg function near '...'
--> nil	s:1: cannot use '...' outside a vararg function near '...'
--> true

--- breaks: outside loops
print(loadstring("break", "=s"))
print(loadstring("while x do local function f() break end end", "=s"))
print(loadstring("for i = 1, 2 do do break end end", "=s") ~= nil)
print(loadstring("while x do break print() end", "=s"))
--> nil	s:1: no loop to break near '<eof>'
--> nil	s:1: no loop to break near 'end'
--> true
--> nil	s:1: 'end' expected near 'print'

--- old-nesting: [[ inside [[ was allowed once
print(loadstring("x = [[ a [[ b ]] c ]]", "=s"))
print(loadstring("x = [=[ a [[ b ]] c ]=]", "=s") ~= nil)
--> nil	s:1: nesting of [[...]] is deprecated near '['
--> true

--- long-tokens: are cut
print(loadstring("x = " .. ("y"):rep(200) .. " z", "=s"))
print(loadstring("x = 1 '" .. ("y"):rep(200) .. "'", "=s"))
print(loadstring("x = '" .. ("y"):rep(200), "=s"))
--> nil	s:1: '=' expected near '<eof>'
--> nil	s:1: unexpected symbol near ''yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy''
--> nil	s:1: unfinished string near '<eof>'
