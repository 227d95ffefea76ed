-- Single and double quotes are the same, and each may contain the other.
print("a'b", 'a"b', "a\"b", 'a\'b') --> a'b	a"b	a"b	a'b

-- The C-like escapes, seen as byte values.
print(string.byte("\a\b\f\n\r\t\v\\\"\'", 1, -1)) --> 7	8	12	10	13	9	11	92	34	39

-- A backslash before a real newline is a newline.
local two = "first\
second"
print(two) --> first
--> second
print(#two, string.byte(two, 6)) --> 12	10

-- Decimal escapes: up to three digits, the longest run is taken.
print("\65\066\067") --> ABC
print(#"\0", string.byte("\0")) --> 1	0
print(string.byte("\1\12\123\255", 1, -1)) --> 1	12	123	255
print("\0651", "\65z", "\1201") --> A1	Az	x1
print(#"\0001", string.byte("\0001", 1, -1)) --> 2	0	49
print("x\n1" == "x\101", "x\101", "x\n1" == "x\0101", "x\n1" == "x\010\49") --> false	xe	true	true
print("\122\9z" == "z\tz", '\049' == "1") --> true	true

-- A string may hold any byte, zero included; it does not end there.
local z = "a\0b\0c"
print(#z, string.byte(z, 1, -1)) --> 5	97	0	98	0	99
print(z == "a\0b\0c", z == "a\0b", z < "a\0c", "a\0b" < "a\0b\0") --> true	false	true	true

-- An unknown escape is the character itself.
print("\q\w\-\.\%\[\ \e") --> qw-.%[ e
print("\x41") --> x41

-- A carriage return and a newline after a backslash count as one newline, in either order.
local function bytes(source)
  local s = loadstring(source)()
  return #s, string.byte(s, 1, -1)
end
print(bytes("return 'a\\\r\nb'")) --> 3	97	10	98
print(bytes("return 'a\\\n\rb'")) --> 3	97	10	98
print(bytes("return 'a\\\rb'")) --> 3	97	10	98
print(bytes("return 'a\\\nb'")) --> 3	97	10	98
print(bytes("return 'a\\\n\\\nb'")) --> 4	97	10	10	98

-- Adjacent strings are not joined; an empty string is a string.
print(#"", #'', "" == '') --> 0	0	true
print("x" .. "" == "x") --> true

-- Bytes above 127 stand for themselves.
print(bytes("return '" .. string.char(195, 164, 255, 128) .. "'")) --> 4	195	164	255	128
print(bytes("return '" .. string.char(1, 7, 27, 127) .. "'")) --> 4	1	7	27	127
-- So does a zero byte in the source.
print(bytes("return 'p\0q'")) --> 3	112	0	113
