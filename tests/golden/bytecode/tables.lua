-- Constructors: hints, batches of 50, open ends, integer and computed keys.
local a = {}
a = {}
local b = { 1, 2, x = 3, ["y"] = 4, [5] = 6, [a] = b; f() }
local c = { f(), f(), ... }
local d = { { {} }, { x = {} } }
local e = {
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
  27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52,
}
a = { a }
local m = setmetatable({}, { __index = a, __mode = "k" })
return a[1], a[-1], a[0.5], a.x.y[c], a[b][16777216], a[16777217], #e
