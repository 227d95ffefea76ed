-- The same kind of work with global variables and global functions.
N = tonumber(arg and arg[1]) or 6000000

total = 0
odd = 0
last = 1

function step(x)
  last = (last * 5 + x) % 1009
  return last
end

function mark(x)
  if x % 2 == 1 then odd = odd + 1 end
end

for i = 1, N do
  total = total + step(i)
  mark(last)
end
print(total, odd, last)
