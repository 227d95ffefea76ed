-- The mathematical functions, section 5.6.

--- rounding: floor and ceil, exact at every size
print(math.floor(1.5), math.floor(-1.5), math.floor(2), math.floor(-0.5), math.floor(2^60 + 0.5))
print(math.ceil(1.5), math.ceil(-1.5), math.ceil(2), math.ceil(-0.5), math.ceil(0.5))
print(math.floor(1 / 0), math.floor(-1 / 0), math.ceil(1e300))
print(1 / math.ceil(-0.5))
--> 1	-2	2	-1	1.1529215046068e+18
--> 2	-1	2	-0	1
--> inf	-inf	1e+300
--> -inf

--- abs-sqrt: absolute values and square roots
print(math.abs(-1), math.abs(1), math.abs(-0.5), math.abs(-1 / 0), 1 / math.abs(-0))
print(math.sqrt(16), math.sqrt(2), math.sqrt(0), math.sqrt(1e300))
print(math.sqrt(-1) ~= math.sqrt(-1))
--> 1	1	0.5	inf	inf
--> 4	1.4142135623731	0	1e+150
--> true

--- powers: exp, log, log10, pow
print(math.exp(0), math.exp(1), math.exp(-1), math.exp(1000))
print(math.log(1), math.log(10), math.log(0), math.log10(1000), math.log10(2), math.log10(0))
print(math.pow(2, 10), math.pow(2, 0.5), math.pow(0, 0), math.pow(-2, 3), math.pow(2, -1))
print(math.log(-1) ~= math.log(-1), math.pow(-8, 1 / 3) ~= math.pow(-8, 1 / 3))
print(math.log(8, 2) == math.log(8))
--> 1	2.718281828459	0.36787944117144	inf
--> 0	2.302585092994	-inf	3	0.30102999566398	-inf
--> 1024	1.4142135623731	1	-8	0.5
--> true	true
--> true

--- trigonometry: in radians
local function r(x) return string.format("%.12f", x) end
print(r(math.sin(1)), r(math.cos(1)), r(math.tan(1)))
print(r(math.asin(0.5)), r(math.acos(0.5)), r(math.atan(0.5)))
print(r(math.sinh(1)), r(math.cosh(1)), r(math.tanh(1)))
print(r(math.atan2(1, 2)), r(math.atan2(-1, -2)), r(math.atan2(0, -1)), r(math.atan2(0, 0)))
print(r(math.deg(math.pi)), r(math.rad(180)), math.deg(0))
print(math.asin(2) ~= math.asin(2))
--> 0.841470984808	0.540302305868	1.557407724655
--> 0.523598775598	1.047197551197	0.463647609001
--> 1.175201193644	1.543080634815	0.761594155956
--> 0.463647609001	-2.677945044589	3.141592653590	0.000000000000
--> 180.000000000000	3.141592653590	0
--> true

--- mod: fmod truncates, modf splits
print(math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.fmod(5.5, 2), math.mod(7, 3))
print(math.fmod(1, 0) ~= math.fmod(1, 0))
print(math.modf(3.7), math.modf(-3.7))
print(math.modf(5))
print(math.modf(1 / 0))
print(math.modf(-1 / 0))
--> 1	-1	1	1.5	1
--> true
--> 3	-3	-0.7
--> 5	0
--> inf	0
--> -inf	-0

--- frexp-ldexp: mantissa and exponent
print(math.frexp(8))
print(math.frexp(0.1))
print(math.frexp(0))
print(math.frexp(-3))
print(math.ldexp(0.5, 4), math.ldexp(1, -1), math.ldexp(1, 2000), math.ldexp(1, -2000), math.ldexp(3, 2.9))
--> 0.5	4
--> 0.8	-3
--> 0	0
--> -0.75	2
--> 8	0.5	inf	0	12

--- constants: pi and huge
print(math.pi, math.huge, -math.huge, string.format("%.17g", math.pi))
--> 3.1415926535898	inf	-inf	3.1415926535897931

--- extremes: the largest and the smallest of the arguments
print(math.max(1, 5, 3), math.max(-1), math.max(2, 2), math.max(1, 1 / 0))
print(math.min(1, 5, 3), math.min(-1), math.min(2, 2), math.min(1, -1 / 0))
print(math.max("10", 9), math.min("1", 2))
print(pcall(math.max))
print(pcall(math.min))
print(pcall(math.max, 1, "x"))
print(pcall(math.min, 1, nil))
--> 5	-1	2	inf
--> 1	-1	2	-inf
--> 10	1
--> false	bad argument #1 to '?' (number expected, got no value)
--> false	bad argument #1 to '?' (number expected, got no value)
--> false	bad argument #2 to '?' (number expected, got string)
--> false	bad argument #2 to '?' (number expected, got nil)

--- random: in the given range, integers
math.randomseed(42)
local fine = true
for i = 1, 1000 do
  local a, b, c = math.random(), math.random(6), math.random(-3, 3)
  fine = fine and a >= 0 and a < 1 and b >= 1 and b <= 6 and b % 1 == 0 and c >= -3 and c <= 3 and c % 1 == 0
end
print(fine)
print(math.random(1), math.random(7, 7))
--> true
--> 1	7

--- random-seed: the same seed, the same numbers
math.randomseed(7)
local a = {math.random(), math.random(100), math.random(5, 50)}
math.randomseed(7)
local b = {math.random(), math.random(100), math.random(5, 50)}
print(a[1] == b[1], a[2] == b[2], a[3] == b[3])
math.randomseed(8)
print(math.random() == a[1])
--> true	true	true
--> false

--- random-bad: empty ranges and too many arguments
print(pcall(math.random, 0))
print(pcall(math.random, -5))
print(pcall(math.random, 2, 1))
print(pcall(math.random, 1, 2, 3))
print(pcall(math.random, "x"))
print(pcall(math.random, {}, 1))
print(pcall(math.random, 1, {}))
print(pcall(math.randomseed))
print(pcall(math.randomseed, {}))
--> false	bad argument #1 to '?' (interval is empty)
--> false	bad argument #1 to '?' (interval is empty)
--> false	bad argument #2 to '?' (interval is empty)
--> false	wrong number of arguments
--> false	bad argument #1 to '?' (number expected, got string)
--> false	bad argument #1 to '?' (number expected, got table)
--> false	bad argument #2 to '?' (number expected, got table)
--> false	bad argument #1 to '?' (number expected, got no value)
--> false	bad argument #1 to '?' (number expected, got table)

--- arguments: numbers and their texts, nothing else
local names = {"abs", "acos", "asin", "atan", "ceil", "cos", "cosh", "deg", "exp", "floor", "frexp", "log", "log10", "modf",
  "rad", "sin", "sinh", "sqrt", "tan", "tanh"}
for _, name in ipairs(names) do
  print(name, pcall(math[name]))
  print(name, pcall(math[name], "x"))
  print(name, (pcall(math[name], "0.5")))
end
--> abs	false	bad argument #1 to '?' (number expected, got no value)
--> abs	false	bad argument #1 to '?' (number expected, got string)
--> abs	true
--> acos	false	bad argument #1 to '?' (number expected, got no value)
--> acos	false	bad argument #1 to '?' (number expected, got string)
--> acos	true
--> asin	false	bad argument #1 to '?' (number expected, got no value)
--> asin	false	bad argument #1 to '?' (number expected, got string)
--> asin	true
--> atan	false	bad argument #1 to '?' (number expected, got no value)
--> atan	false	bad argument #1 to '?' (number expected, got string)
--> atan	true
--> ceil	false	bad argument #1 to '?' (number expected, got no value)
--> ceil	false	bad argument #1 to '?' (number expected, got string)
--> ceil	true
--> cos	false	bad argument #1 to '?' (number expected, got no value)
--> cos	false	bad argument #1 to '?' (number expected, got string)
--> cos	true
--> cosh	false	bad argument #1 to '?' (number expected, got no value)
--> cosh	false	bad argument #1 to '?' (number expected, got string)
--> cosh	true
--> deg	false	bad argument #1 to '?' (number expected, got no value)
--> deg	false	bad argument #1 to '?' (number expected, got string)
--> deg	true
--> exp	false	bad argument #1 to '?' (number expected, got no value)
--> exp	false	bad argument #1 to '?' (number expected, got string)
--> exp	true
--> floor	false	bad argument #1 to '?' (number expected, got no value)
--> floor	false	bad argument #1 to '?' (number expected, got string)
--> floor	true
--> frexp	false	bad argument #1 to '?' (number expected, got no value)
--> frexp	false	bad argument #1 to '?' (number expected, got string)
--> frexp	true
--> log	false	bad argument #1 to '?' (number expected, got no value)
--> log	false	bad argument #1 to '?' (number expected, got string)
--> log	true
--> log10	false	bad argument #1 to '?' (number expected, got no value)
--> log10	false	bad argument #1 to '?' (number expected, got string)
--> log10	true
--> modf	false	bad argument #1 to '?' (number expected, got no value)
--> modf	false	bad argument #1 to '?' (number expected, got string)
--> modf	true
--> rad	false	bad argument #1 to '?' (number expected, got no value)
--> rad	false	bad argument #1 to '?' (number expected, got string)
--> rad	true
--> sin	false	bad argument #1 to '?' (number expected, got no value)
--> sin	false	bad argument #1 to '?' (number expected, got string)
--> sin	true
--> sinh	false	bad argument #1 to '?' (number expected, got no value)
--> sinh	false	bad argument #1 to '?' (number expected, got string)
--> sinh	true
--> sqrt	false	bad argument #1 to '?' (number expected, got no value)
--> sqrt	false	bad argument #1 to '?' (number expected, got string)
--> sqrt	true
--> tan	false	bad argument #1 to '?' (number expected, got no value)
--> tan	false	bad argument #1 to '?' (number expected, got string)
--> tan	true
--> tanh	false	bad argument #1 to '?' (number expected, got no value)
--> tanh	false	bad argument #1 to '?' (number expected, got string)
--> tanh	true

--- arguments-of-two: both are checked
for _, name in ipairs({"atan2", "fmod", "ldexp", "pow", "mod"}) do
  print(name, pcall(math[name]))
  print(name, pcall(math[name], 1))
  print(name, pcall(math[name], 1, {}))
  print(name, pcall(math[name], {}, 1))
  print(name, (pcall(math[name], "1", "2")))
end
--> atan2	false	bad argument #2 to '?' (number expected, got no value)
--> atan2	false	bad argument #2 to '?' (number expected, got no value)
--> atan2	false	bad argument #2 to '?' (number expected, got table)
--> atan2	false	bad argument #1 to '?' (number expected, got table)
--> atan2	true
--> fmod	false	bad argument #2 to '?' (number expected, got no value)
--> fmod	false	bad argument #2 to '?' (number expected, got no value)
--> fmod	false	bad argument #2 to '?' (number expected, got table)
--> fmod	false	bad argument #1 to '?' (number expected, got table)
--> fmod	true
--> ldexp	false	bad argument #2 to '?' (number expected, got no value)
--> ldexp	false	bad argument #2 to '?' (number expected, got no value)
--> ldexp	false	bad argument #2 to '?' (number expected, got table)
--> ldexp	false	bad argument #1 to '?' (number expected, got table)
--> ldexp	true
--> pow	false	bad argument #2 to '?' (number expected, got no value)
--> pow	false	bad argument #2 to '?' (number expected, got no value)
--> pow	false	bad argument #2 to '?' (number expected, got table)
--> pow	false	bad argument #1 to '?' (number expected, got table)
--> pow	true
--> mod	false	bad argument #2 to '?' (number expected, got no value)
--> mod	false	bad argument #2 to '?' (number expected, got no value)
--> mod	false	bad argument #2 to '?' (number expected, got table)
--> mod	false	bad argument #1 to '?' (number expected, got table)
--> mod	true

--- library: these functions and no others
local names = {}
for name in pairs(math) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, " "))
--> abs acos asin atan atan2 ceil cos cosh deg exp floor fmod frexp huge ldexp log log10 max min mod modf pi pow rad random randomseed sin sinh sqrt tan tanh

--- frexp-tiny: numbers below the normal range
for _, x in ipairs{5e-324, 2^-1074, -2^-1060, 2^-1022, 2^-1023 * 1.5, 0, -0} do print(math.frexp(x)) end
print(math.frexp(1 / 0))
--> 0.5	-1073
--> 0.5	-1073
--> -0.5	-1059
--> 0.5	-1021
--> 0.75	-1022
--> 0	0
--> 0	0
--> inf	0
