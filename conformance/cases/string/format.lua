-- string.format.

--- integers: d and i
print(string.format("%d %i|%5d|%-5d|%05d|%+d|% d|%.3d|%5.3d", 1, -2, 3, 4, 5, 6, 7, 8, 9))
print(string.format("%d %d %d", 3.99, -3.99, "10"))
print(string.format("%d|%.0d|%+.0d", 0, 0, 0))
print(string.format("%d %d", 2^31, -2^31), string.format("%d", 2^53))
print(string.format("%-08d|%+05d|% 05d|%-+5d", 42, 42, 42, 42))
--> 1 -2|    3|4    |00005|+6| 7|008|  009
--> 3 -3 10
--> 0||+
--> 2147483648 -2147483648	9007199254740992
--> 42      |+0042| 0042|+42  

--- unsigned: u, o, x, X
print(string.format("%u %o %x %X", 10, 8, 255, 255))
print(string.format("%#o %#x %#X %#x", 8, 255, 255, 0))
print(string.format("%08x|%-8x|%.4x|%8.4X", 255, 255, 255, 255))
print(string.format("%x", 2^32), string.format("%x %o", -1, -1), string.format("%u", -1))
--> 10 10 ff FF
--> 010 0xff 0XFF 0
--> 000000ff|ff      |00ff|    00FF
--> 100000000	ffffffffffffffff 1777777777777777777777	18446744073709551615

--- characters: c
print(string.format("%c%c%c|%3c|%-3c|", 76, 117, 97, 65, 66))
print(#string.format("%c", 0), #string.format("%5c", 0), string.format("%c", 256 + 65))
--> Lua|  A|B  |
--> 0	4	A

--- floats: f, e, E, g, G
print(string.format("%f %.2f %.0f %5.1f|%-8.2f|%08.2f|%+.1f|% .1f", 1.5, 1.005, 2.5, 3.14159, 2.5, -2.5, 1, 1))
print(string.format("%e %.2e %E %.0e", 12345.678, 0.00012, 1e100, 5))
print(string.format("%g %g %g %g %G %.3g %.10g", 1e20, 0.0001, 0.00001, 100000, 1e-10, 1234.5, 0.1))
print(string.format("%#g %#.0f %#.3e", 1, 1, 1), string.format("%g %g", 1e15, 123456789))
print(string.format("%10.3g|%-10.3g|%010.3g|%+g", 3.14159, 3.14159, 3.14159, 5))
print(string.format("%.20f", 0.1), string.format("%.14g", 2^53), string.format("%.17g", 0.1), string.format("%.99f", 1 / 3))
--> 1.500000 1.00 2   3.1|2.50    |-0002.50|+1.0| 1.0
--> 1.234568e+04 1.20e-04 1.000000E+100 5e+00
--> 1e+20 0.0001 1e-05 100000 1E-10 1.23e+03 0.1
--> 1.00000 1. 1.000e+00	1e+15 1.23457e+08
-->       3.14|3.14      |0000003.14|+5
--> 0.10000000000000000555	9.007199254741e+15	0.10000000000000001	0.333333333333333314829616256247390992939472198486328125000000000000000000000000000000000000000000000

--- special-floats: infinities and what is no number
print(string.format("%f %e %g %5.1f|%-6g|%06g|%+g", 1 / 0, -1 / 0, 1 / 0, 1 / 0, 1 / 0, 1 / 0, 1 / 0))
print(string.format("%f %g %G %E", 0 / 0, 0 / 0, 1 / 0, -(0 / 0)))
print(string.format("%g", -1e-320), string.format("%.0f", 1e300))
--> inf -inf inf   inf|inf   |   inf|+inf
--> -nan -nan INF NAN
--> -9.99989e-321	1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160

--- strings: s, with width and precision
print(string.format("%s|%5s|%-5s|%.2s|%5.1s|", "abc", "abc", "abc", "abc", "abc"))
print(string.format("%s %s", 1, 1.5), string.format("%.0s|", "abc"), string.format("%s", ""))
print(#string.format("%s", ("x"):rep(1000)), #string.format("%.3s", ("x"):rep(1000)), #string.format("%s", "a\0b"))
--> abc|  abc|abc  |ab|    a|
--> 1 1.5	|	
--> 1000	3	1

--- quoted: q gives a literal that reads back
print(string.format("%q", 'say "hi"\n\\ \r \0 end'))
print(string.format("%q %q", "", "plain"))
print(loadstring("return " .. string.format("%q", "a\n\"\\\0\r\t\200z"))() == "a\n\"\\\0\r\t\200z")
print(string.format("%q", 12))
--> "say \\"hi\\"\\
--> \\\\ \\r \\000 end"
--> "" "plain"
--> true
--> "12"

--- percent: two give one
print(string.format("100%%"), string.format("%%d"))
--> 100%	%d

--- several: arguments in order, and more than are wanted
print(string.format("%s-%d-%s", "a", 1, "b", "ignored"), string.format(""), string.format("no options", 1))
--> a-1-b		no options

--- bad-arguments: kinds that do not fit
print(pcall(string.format))
print(pcall(string.format, {}))
print(pcall(string.format, "%d"))
print(pcall(string.format, "%d", "x"))
print(pcall(string.format, "%d", {}))
print(pcall(string.format, "%s"))
print(pcall(string.format, "%s", {}))
print(pcall(string.format, "%s", nil))
print(pcall(string.format, "%s", true))
print(pcall(string.format, "%q", {}))
print(pcall(string.format, "%c", "x"))
print(pcall(string.format, "%f", "x"))
print(pcall(string.format, "%x", nil))
print(pcall(string.format, "%s %s", 1))
--> false	bad argument #1 to '?' (string expected, got no value)
--> false	bad argument #1 to '?' (string expected, got table)
--> false	bad argument #2 to '?' (no value)
--> false	bad argument #2 to '?' (number expected, got string)
--> false	bad argument #2 to '?' (number expected, got table)
--> false	bad argument #2 to '?' (no value)
--> false	bad argument #2 to '?' (string expected, got table)
--> false	bad argument #2 to '?' (string expected, got nil)
--> false	bad argument #2 to '?' (string expected, got boolean)
--> false	bad argument #2 to '?' (string expected, got table)
--> false	bad argument #2 to '?' (number expected, got string)
--> false	bad argument #2 to '?' (number expected, got string)
--> false	bad argument #2 to '?' (number expected, got nil)
--> false	bad argument #3 to '?' (no value)

--- bad-options: options that there are not
for _, option in ipairs{"%y", "%", "%5", "%l", "%p", "%a", "%n", "%.", "%-", "%*d", "%ld", "%D", "%S", "% ", "%!", "%123d", "%.123d", "%1.123d", "%-----d", "%------d", "%+++++++d", "%00000005d", "%#+- 0d", "%#+- 00d"} do
  print(option, pcall(string.format, option, 1))
end
--> %y	false	invalid option '%y' to 'format'
--> %	false	invalid option '%' to 'format'
--> %5	false	invalid option '%' to 'format'
--> %l	false	invalid option '%l' to 'format'
--> %p	false	invalid option '%p' to 'format'
--> %a	false	invalid option '%a' to 'format'
--> %n	false	invalid option '%n' to 'format'
--> %.	false	invalid option '%' to 'format'
--> %-	false	invalid option '%' to 'format'
--> %*d	false	invalid option '%*' to 'format'
--> %ld	false	invalid option '%l' to 'format'
--> %D	false	invalid option '%D' to 'format'
--> %S	false	invalid option '%S' to 'format'
--> % 	false	invalid option '%' to 'format'
--> %!	false	invalid option '%!' to 'format'
--> %123d	false	invalid format (width or precision too long)
--> %.123d	false	invalid format (width or precision too long)
--> %1.123d	false	invalid format (width or precision too long)
--> %-----d	true	1
--> %------d	false	invalid format (repeated flags)
--> %+++++++d	false	invalid format (repeated flags)
--> %00000005d	false	invalid format (repeated flags)
--> %#+- 0d	true	+1
--> %#+- 00d	false	invalid format (repeated flags)

--- octal-alternate: the zero in front counts as a digit
print(string.format("%#.5o|%#.0o|%#.1o|%#o|%#8.3o|%#-8.3o|%#08o|%#.2o|%#.3o|%.5o", 8, 0, 0, 0, 8, 8, 8, 8, 8, 8))
--> 00010|0|0|0|     010|010     |00000010|010|010|00010

--- integers-beyond: numbers that no integer holds
print(("%d|%d|%d"):format(2^63, -2^63, -1e30), ("%i"):format(0 / 0) == ("%i"):format(2^63))
print(("%u|%x|%o|%X"):format(2^63, 2^63 + 2048, 2^64 - 2048, 2^63 * 1.5))
--> -9223372036854775808|-9223372036854775808|-9223372036854775808	true
--> 9223372036854775808|8000000000000800|1777777777777777774000|C000000000000000
