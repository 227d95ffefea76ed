-- Tables under string keys that are made at run time.
local N = tonumber(arg and arg[1]) or 900000

local seen, order = {}, 0
for i = 1, N do
  local key = "user:" .. i % 5000 .. ":" .. (i % 3 == 0 and "name" or "mail")
  local entry = seen[key]
  if entry then
    seen[key] = entry + 1
  else
    order = order + 1
    seen[key] = 1
  end
end

local visits = {}
local hits, misses = 0, 0
for i = 1, N do
  visits["s" .. i % 997] = i
  if visits["s" .. (i * 31) % 1500] then hits = hits + 1 else misses = misses + 1 end
  if i % 10 == 0 then visits["s" .. i % 800] = nil end
end

local words = {}
local text = ("the quick brown fox jumps over the lazy dog and the cat "):rep(N / 1000)
for w in text:gmatch("%a+") do words[w] = (words[w] or 0) + 1 end
print(order, seen["user:6:name"], hits, misses, words.the, words.cat)
