-- Constants are operands on either side; chains share one temporary; constant expressions are folded.
local a, b, c = ...
local d = a + b * c - 1
local e = 2 ^ a / 10 % b
local f = -(a + 1) + -3
local g = 1 + 2 * 3
local h = 1 / 0 + 0 % 0
a = a - b - c
b = 10 - (20 - b)
return d .. e .. "f" .. f, #g, h
