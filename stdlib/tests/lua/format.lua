-- string.format.
local function e(f, ...) return select(2, pcall(f, ...)) end
local f = string.format
print(f(""), f("plain"), f("%%"), f("%d%%", 50), f("%s", "x"), f("%s %s", 1, 2.5), f("a%sb%sc", "-", "+")) --> 	plain	%	50%	x	1 2.5	a-b+c
print(f("%d", 3), f("%d", -3.7), f("%5d|", 42), f("%-5d|", 42), f("%05d", 42), f("%+d", 42), f("% d", 42), f("%.3d", 5), f("%i", 7), f("%d", "10")) --> 3	-3	   42|	42   |	00042	+42	 42	005	7	10
print(f("%u", 42), f("%o", 8), f("%x", 255), f("%X", 255), f("%#x", 255), f("%#o", 8), f("%x", -1), f("%c%c%c", 76, 117, 97)) --> 42	10	ff	FF	0xff	010	ffffffffffffffff	Lua
print(f("%f", 1.5), f("%.2f", 3.14159), f("%10.3f|", 2.5), f("%-10.1f|", 2.55), f("%+.1f", 1), f("%e", 12345.678), f("%E", 0.00012), f("%g", 1e20), f("%g", 0.0001), f("%G", 1e-10)) --> 1.500000	3.14	     2.500|	2.5       |	+1.0	1.234568e+04	1.200000E-04	1e+20	0.0001	1E-10
print(f("%.14g", 0.1), f("%.17g", 0.1), f("%5.1f", 3.14159), f("%.0f", 0.5), f("%.0f", 1.5), f("%#.0f", 1), f("%g", 100000), f("%g", 1000000)) --> 0.1	0.10000000000000001	  3.1	0	2	1.	100000	1e+06
print(f("%f", 1/0), f("%d", 2^31), f("%5s|", "ab"), f("%-5s|", "ab"), f("%.2s|", "abcdef"), f("%5.1s|", "xyz"), f("%s", ("x"):rep(120)) == ("x"):rep(120)) --> inf	2147483648	   ab|	ab   |	ab|	    x|	true
print(f("%q", 'a "quoted" \\ line\nnext\r\0end')) --> "a \"quoted\" \\ line\
--> next\r\000end"
print(f("%q", 12), f("%q", ""), f("%s|%s", "a\0b", "c") == "a|c", #f("%s", ("x\0"):rep(60))) --> "12"	""	true	120
print(f("%s", 12), f("%s", 1e15), f("%20s|", "right"), f("%-20s|", "left")) --> 12	1e+15	               right|	left                |
print(f("%5c|", 65), f("%-5c|", 65), f("%99d", 1):len(), f("%.99f", 1):len()) -->     A|	A    |	99	101
print(e(f), e(f, {}), e(f, "%d"), e(f, "%d", "x"), e(f, "%d", {}), e(f, "%s"), e(f, "%s", nil), e(f, "%s", {}), e(f, "%s", true)) --> bad argument #1 to '?' (string expected, got no value)	bad argument #1 to '?' (string expected, got table)	bad argument #2 to '?' (no value)	bad argument #2 to '?' (number expected, got string)	bad argument #2 to '?' (number expected, got table)	bad argument #2 to '?' (no value)	bad argument #2 to '?' (string expected, got nil)	bad argument #2 to '?' (string expected, got table)	bad argument #2 to '?' (string expected, got boolean)
print(e(f, "%y", 1), e(f, "%", 1), e(f, "%"), e(f, "%10", 1), e(f, "%100d", 1), e(f, "%.100d", 1), e(f, "%0-+ #0d", 1), e(f, "%ll", 1)) --> invalid option '%y' to 'format'	invalid option '%' to 'format'	bad argument #2 to '?' (no value)	invalid option '%' to 'format'	invalid format (width or precision too long)	invalid format (width or precision too long)	invalid format (repeated flags)	invalid option '%l' to 'format'
print(e(f, "%d %d", 1), e(f, "%q"), e(f, "%q", nil), e(f, "%c", "x"), e(f, "%.3", 1), e(f, "%5%", 1)) --> bad argument #3 to '?' (no value)	bad argument #2 to '?' (no value)	bad argument #2 to '?' (string expected, got nil)	bad argument #2 to '?' (number expected, got string)	invalid option '%' to 'format'	invalid option '%%' to 'format'
print(e(function() f("%d", "x") end), e(function() f("%y", 1) end), e(function() ("%d"):format({}) end)) --> format.lua:18: bad argument #2 to 'f' (number expected, got string)	format.lua:18: invalid option '%y' to 'format'	format.lua:18: bad argument #1 to 'format' (number expected, got table)
print(f("%s %s %s %s", 1, "two", 3.5, -4), f("%3d|%-3d|%03d", 1, 2, 3), f("[%s]", f("(%s)", "x"))) --> 1 two 3.5 -4	  1|2  |003	[(x)]
print(#f(("%s"):rep(50), unpack({ "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x" }))) --> 50
