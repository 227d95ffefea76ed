-- table.insert and table.remove at the end, in the middle and at the front.
local N = tonumber(arg and arg[1]) or 2000000

local insert, remove = table.insert, table.remove

local stack = {}
local sum = 0
for i = 1, N do
  insert(stack, i)
  if i % 3 == 0 then sum = sum + remove(stack) end
end
while #stack > N / 3 do sum = (sum + remove(stack)) % 1000003 end

local queue = {}
for i = 1, 60 do insert(queue, i) end
for i = 1, N / 8 do
  insert(queue, remove(queue, 1))
  if i % 16 == 0 then
    insert(queue, 30, i)
    sum = (sum + remove(queue, 31)) % 1000003
  end
end
print(sum, #stack, #queue)
