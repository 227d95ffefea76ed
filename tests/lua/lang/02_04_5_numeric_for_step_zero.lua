-- A step of zero counts as not positive: the loop runs while the variable is not below the limit.
local n = 0
for i = 1, 2, 0 do n = n + 1 end
print(n) --> 0
for i = 2, 1, 0 do
  n = n + 1
  if n == 5 then break end
end
print(n) --> 5
n = 0
for i = 1, 1, 0 do
  n = n + 1
  if n == 3 then break end
end
print(n) --> 3
