-- What read("*n") takes for a number, and what it leaves: as C's fscanf does on Linux, which never takes back more than
-- one character.
local name = os.tmpname()

local function scan(text)
  local file = assert(io.open(name, "wb"))
  file:write(text)
  file:close()
  file = assert(io.open(name, "rb"))
  local number, rest = file:read("*n"), file:read("*a")
  print(number, "[" .. rest .. "]")
  file:close()
end

scan("") --> nil	[]
scan("  \n\t 7") --> 7	[]
scan("12.5.5") --> 12.5	[.5]
scan("+3-") --> 3	[-]
scan(".5,") --> 0.5	[,]
scan("5.") --> 5	[]
scan("1e3") --> 1000	[]
scan("1e") --> 1	[]
scan("1e+;") --> 1	[;]
scan("1E-2x") --> 0.01	[x]
scan("0x") --> nil	[]
scan("0xg") --> nil	[g]
scan("0xfFg") --> 255	[g]
scan("0x.8") --> 0.5	[]
scan("0x1p4") --> 16	[]
scan("00x1") --> 0	[x1]
scan("-x") --> nil	[x]
scan("--1") --> nil	[-1]
scan(".") --> nil	[]
scan("x1") --> nil	[x1]
scan("inf") --> inf	[]
scan("-Infinity!") --> -inf	[!]
scan("infinite") --> nil	[]
scan("nanny") --> nan	[ny]
scan("nil") --> nil	[l]
scan("1 2") --> 1	[ 2]
scan("1,2") --> 1	[,2]
scan(("9"):rep(400)) --> inf	[]
scan(("0"):rep(400) .. "8") --> 8	[]
scan((" "):rep(9000) .. "8") --> 8	[]
os.remove(name)
