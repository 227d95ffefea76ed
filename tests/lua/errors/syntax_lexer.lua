-- Messages of the lexer: strings, comments, numbers, characters.
local function e(source)
  local f, message = loadstring(source, "=t")
  print(f == nil and message or "no error")
end

-- Unfinished strings: at a line end, near what was read; at the end of the source, near <eof>.
e "x = 'abc" --> t:1: unfinished string near '<eof>'
e 'x = "abc' --> t:1: unfinished string near '<eof>'
e "x = 'abc\n'" --> t:1: unfinished string near ''abc'
e 'x = "abc\r"' --> t:1: unfinished string near '"abc'
e "x = '" --> t:1: unfinished string near '<eof>'
e "x = \"'" --> t:1: unfinished string near '<eof>'
e "x = 'a\\" --> t:1: unfinished string near '<eof>'
e "x = 'a\\\n" --> t:2: unfinished string near '<eof>'
e "x = 'a\\z\nb'" --> t:1: unfinished string near ''az'
e "\n\nx = 'third line" --> t:3: unfinished string near '<eof>'
e "x = 'tab\there" --> t:1: unfinished string near '<eof>'

-- Escapes that are too large.
e "x = '\\256'" --> t:1: escape sequence too large near '''
e "x = '\\999'" --> t:1: escape sequence too large near '''
e "x = 'abc\\300def'" --> t:1: escape sequence too large near ''abc'
e "x = '\\2555'" --> no error
e "x = 'ab\\\n\\260'" --> t:2: escape sequence too large near ''ab
--> '

-- Long strings and comments.
e "x = [[abc" --> t:1: unfinished long string near '<eof>'
e "x = [==[abc]]" --> t:1: unfinished long string near '<eof>'
e "x = [=[a\nb\nc]==]" --> t:3: unfinished long string near '<eof>'
e "x = [[" --> t:1: unfinished long string near '<eof>'
e "--[[abc" --> t:1: unfinished long comment near '<eof>'
e "--[==[abc]]" --> t:1: unfinished long comment near '<eof>'
e "--[[\n\n\n" --> t:4: unfinished long comment near '<eof>'
e "x = [=abc" --> t:1: invalid long string delimiter near '[='
e "x = [=" --> t:1: invalid long string delimiter near '[='
e "x = [===" --> t:1: invalid long string delimiter near '[==='
e "[=]" --> t:1: invalid long string delimiter near '[='
e "x = [[a [[ b]]" --> t:1: nesting of [[...]] is deprecated near '['
e "x = [[\n[[ b]]" --> t:2: nesting of [[...]] is deprecated near '['
e "--[[a [[ b]]" --> t:1: nesting of [[...]] is deprecated near '['
e "x = [=[a [[ b]=]" --> no error

-- Numbers.
e "x = 3x" --> t:1: malformed number near '3x'
e "x = 0x" --> t:1: malformed number near '0x'
e "x = 0xfg" --> t:1: malformed number near '0xfg'
e "x = 1e" --> t:1: malformed number near '1e'
e "x = 1e+" --> t:1: malformed number near '1e+'
e "x = 1e-x" --> t:1: malformed number near '1e-x'
e "x = 1..2" --> t:1: malformed number near '1..2'
e "x = 1...2" --> t:1: malformed number near '1...2'
e "x = 1.2.3" --> t:1: malformed number near '1.2.3'
e "x = 12abc34" --> t:1: malformed number near '12abc34'
e "x = 5_000" --> t:1: malformed number near '5_000'
e "x = .5.5" --> t:1: malformed number near '.5.5'
e "x = 1e5e5" --> t:1: malformed number near '1e5e5'
e "x = 08x" --> t:1: malformed number near '08x'
e "\nx = 1y\n" --> t:2: malformed number near '1y'

-- Characters that begin no token.
e "@" --> t:1: unexpected symbol near '@'
e "x = $" --> t:1: unexpected symbol near '$'
e "x = !" --> t:1: unexpected symbol near '!'
e "x = a & b" --> t:1: unexpected symbol near '&'
e "x = a | b" --> t:1: unexpected symbol near '|'
e "x = ~a" --> t:1: unexpected symbol near '~'
e "x = a ~ b" --> t:1: unexpected symbol near '~'
e "x = a != b" --> t:1: unexpected symbol near '!'
e "x = `a`" --> t:1: unexpected symbol near '`'
e "x = ?" --> t:1: unexpected symbol near '?'
e "x = a\\b" --> t:1: unexpected symbol near '\'
e "x = '\\' \\ '" --> no error
e "x = a // b" --> t:1: unexpected symbol near '/'
e "x = a << b" --> t:1: unexpected symbol near '<'
e "x = a >> b" --> t:1: unexpected symbol near '>'
e "goto x" --> t:1: '=' expected near 'x'
e "::x::" --> t:1: unexpected symbol near ':'

-- Control characters and bytes above 127 in the message.
e "x = \1" --> t:1: unexpected symbol near 'char(1)'
e "x = a \0 b" --> t:1: unexpected symbol
e "x = \27" --> t:1: unexpected symbol near 'char(27)'
e "x = \127" --> t:1: unexpected symbol near 'char(127)'
e("x = " .. string.char(7)) --> t:1: unexpected symbol near 'char(7)'
print((string.gsub(select(2, loadstring("x = " .. string.char(200), "=t")), "[\128-\255]", function(c) return "<" .. string.byte(c) .. ">" end))) --> t:1: unexpected symbol near '<200>'
print((string.gsub(select(2, loadstring("x = a" .. string.char(195, 164), "=t")), "[\128-\255]", function(c) return "<" .. string.byte(c) .. ">" end))) --> t:1: unexpected symbol near '<195>'

-- The sharp sign of a first line is no comment in a loaded string.
e "#!/usr/bin/lua" --> t:1: unexpected symbol near '#'
