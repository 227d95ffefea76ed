-- The math library. Answers in the last digits and the signs of NaN are those of the C library on Linux.
local function e(f, ...) return select(2, pcall(f, ...)) end
print(math.abs(-1.5), math.abs(2), math.ceil(1.2), math.ceil(-1.2), math.floor(1.8), math.floor(-1.2), math.floor(2^60), math.ceil(-0.5)) --> 1.5	2	2	-1	1	-2	1.1529215046068e+18	-0
print(math.sqrt(16), math.sqrt(2), math.sqrt(-1), math.exp(0), math.exp(1), math.log(1), math.log(10), math.log(0), math.log(8, 2), math.log10(1000)) --> 4	1.4142135623731	-nan	1	2.718281828459	0	2.302585092994	-inf	2.0794415416798	3
print(math.sin(1), math.cos(1), math.tan(1), math.asin(1), math.acos(0), math.atan(1), math.asin(2)) --> 0.8414709848079	0.54030230586814	1.5574077246549	1.5707963267949	1.5707963267949	0.78539816339745	nan
print(math.atan2(1, 1), math.atan2(-1, -1), math.atan2(0, -1), math.atan2(1, 0), math.sinh(1), math.cosh(1), math.tanh(1)) --> 0.78539816339745	-2.3561944901923	3.1415926535898	1.5707963267949	1.1752011936438	1.5430806348152	0.76159415595576
print(math.deg(math.pi), math.rad(180), math.deg(1), math.rad(1), math.pi, math.huge, -math.huge) --> 180	3.1415926535898	57.295779513082	0.017453292519943	3.1415926535898	inf	-inf
print(math.pow(2, 10), math.pow(2, 0.5), math.pow(0, 0), math.pow(-8, 1/3), math.pow(2, -1)) --> 1024	1.4142135623731	1	-nan	0.5
print(math.fmod(5, 3), math.fmod(-5, 3), math.fmod(5, -3), math.fmod(5.5, 2), math.fmod(1, 0), math.fmod(5, math.huge), math.mod == math.fmod, math.mod(7, 4)) --> 2	-2	2	1.5	-nan	5	true	3
print(math.max(1), math.max(1, 3, 2), math.min(1), math.min(3, 1, 2), math.max("10", 9), math.max(1, 0/0) == 1, math.min(0/0, 1) ~= math.min(0/0, 1)) --> 1	3	1	1	10	true	true
print(math.modf(3.7)) print(math.modf(-3.7)) print(math.modf(5)) print(math.modf(1/0)) print(math.modf(-1/0)) print(math.modf(-0.25)) --> 3	0.7
--> -3	-0.7
--> 5	0
--> inf	0
--> -inf	-0
--> -0	-0.25
print(math.frexp(0)) print(math.frexp(1)) print(math.frexp(-3.5)) print(math.frexp(5e-324)) print(math.frexp(1e300)) print(math.frexp(1/0)) --> 0	0
--> 0.5	1
--> -0.875	2
--> 0.5	-1073
--> 0.74661089480258	997
--> inf	0
print(math.ldexp(0.5, 3), math.ldexp(1, -1074), math.ldexp(1, -1075), math.ldexp(3, -1075), math.ldexp(1, 1024), math.ldexp(0, 5), math.ldexp(1, 2.9), math.ldexp("1", "2")) --> 4	4.9406564584125e-324	0	9.8813129168249e-324	inf	0	4	4
print(e(math.floor), e(math.floor, "x"), e(math.floor, {}), e(math.max), e(math.min, 1, "x"), e(math.fmod, 1), e(math.ldexp, 1), e(math.pow, 1), e(math.atan2, 1)) --> bad argument #1 to '?' (number expected, got no value)	bad argument #1 to '?' (number expected, got string)	bad argument #1 to '?' (number expected, got table)	bad argument #1 to '?' (number expected, got no value)	bad argument #2 to '?' (number expected, got string)	bad argument #2 to '?' (number expected, got no value)	bad argument #2 to '?' (number expected, got no value)	bad argument #2 to '?' (number expected, got no value)	bad argument #2 to '?' (number expected, got no value)
print(math.floor("3.7"), math.sqrt("16"), math.abs("-2"), math.floor("0x10")) --> 3	4	2	16

-- random
for _, n in ipairs({ 1, 2, 10, 1000 }) do
  for i = 1, 200 do
    local r = math.random(n)
    assert(r >= 1 and r <= n and r == math.floor(r))
    r = math.random(-n, n)
    assert(r >= -n and r <= n and r == math.floor(r))
  end
end
for i = 1, 200 do
  local r = math.random()
  assert(r >= 0 and r < 1)
end
math.randomseed(42)
local a, b, c = math.random(), math.random(100), math.random(5, 10)
math.randomseed(42)
print(a == math.random(), b == math.random(100), c == math.random(5, 10), select("#", math.randomseed(1))) --> true	true	true	0
print(math.random(3, 3), math.random(1), math.random(1.9), math.random(-5, -5)) --> 3	1	1	-5
print(e(math.random, 0), e(math.random, 2, 1), e(math.random, -1), e(math.random, 1, 2, 3), e(math.random, "x"), e(math.random, 0.5), e(math.randomseed), e(math.randomseed, "x")) --> bad argument #1 to '?' (interval is empty)	bad argument #2 to '?' (interval is empty)	bad argument #1 to '?' (interval is empty)	wrong number of arguments	bad argument #1 to '?' (number expected, got string)	bad argument #1 to '?' (interval is empty)	bad argument #1 to '?' (number expected, got no value)	bad argument #1 to '?' (number expected, got string)
local names = {}
for k in pairs(math) do names[#names + 1] = k end
table.sort(names)
print(table.concat(names, " ")) --> abs acos asin atan atan2 ceil cos cosh deg exp floor fmod frexp huge ldexp log log10 max min mod modf pi pow rad random randomseed sin sinh sqrt tan tanh
