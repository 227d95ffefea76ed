-- Loop variables, copied conditions, breaks.
local t = {}
for i = 1, 10 do t[i] = i end
for i = 10, 1, -1 do i = i * 2; f(i) end
for i = a, b, c do if i == 2 then break end end
for k, v in pairs(t) do
  f(k, v)
  if v then break end
end
for k in f() do k = k + 1 end
for a, b, c, d in f, 1, 2, 3 do end
while t do t = t.next end
while f(1, 2, { 3 }) do end
while true do
  if t then break else f() end
end
while t and t.n < 10 or f() do t.n = t.n + 1 end
repeat local x = f() until x > 1 and t
repeat break until false
