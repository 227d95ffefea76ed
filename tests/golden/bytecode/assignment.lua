-- Tables and keys from left to right, values from left to right, stores from right to left.
local t, i, x = {}, 1
i, t[i] = i + 1, 20
t.a, t.b = t.b, t.a
x, i = i, x
t, t.x = {}, t
a, b, c = f()
a, b = 1
a = 1, g()
x = x and x + 1
x = t or x
t[1], t[2], t[i], t[16777217], t["k"] = 1, 2, 3, 4, 5
t.__index = t
