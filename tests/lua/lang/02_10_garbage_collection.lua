-- heavy: much garbage
-- Memory is managed automatically; a program can only ask and push.
local count = collectgarbage("count")
print(type(count), count > 0, count == count) --> number	true	true
print(collectgarbage(), collectgarbage("collect")) --> 0	0
print(type(collectgarbage("count"))) --> number

-- What cannot be reached may go away, what can be reached stays.
local keep = {}
for i = 1, 1000 do
  local t = { i, { i, tostring(i) } }
  if i % 100 == 0 then keep[#keep + 1] = t end
end
collectgarbage()
local sum = 0
for i, t in ipairs(keep) do
  if t[1] ~= i * 100 or t[2][1] ~= i * 100 or t[2][2] ~= tostring(i * 100) then print("lost", i) end
  sum = sum + t[1]
end
print(#keep, sum) --> 10	5500

-- Cycles are no obstacle.
local before = collectgarbage("count")
for i = 1, 20000 do
  local a, b = {}, {}
  a.b, b.a, a.f = b, a, function() return a end
end
collectgarbage()
print(collectgarbage("count") < before + 500) --> true

-- Everything that is used after a collection is still whole: closures, coroutines, strings.
local fs, cos = {}, {}
for i = 1, 100 do
  local s = "string " .. i
  fs[i] = function() s = s .. "!" return s end
  cos[i] = coroutine.wrap(function(x) while true do x = coroutine.yield(s .. x) end end)
end
collectgarbage()
local ok = true
for i = 1, 100 do
  if fs[i]() ~= "string " .. i .. "!" then ok = false end
  if cos[i](i) ~= "string " .. i .. "!" .. i then ok = false end
  if i % 25 == 0 then collectgarbage() end
end
print(ok) --> true

-- Collections inside of callbacks, metamethods and deep calls.
local mt = { __index = function(t, k) collectgarbage() return k .. "?" end }
print(setmetatable({}, mt).key) --> key?
local function deep(n) local t = { n } if n == 0 then collectgarbage() return 0 end return deep(n - 1) + t[1] end
print(deep(100)) --> 5050
local list = { 5, 3, 1, 4, 2 }
table.sort(list, function(a, b) collectgarbage() return a < b end)
print(table.concat(list, " ")) --> 1 2 3 4 5
print((string.gsub("a b c", "%a", function(c) collectgarbage() return c .. c end))) --> aa bb cc

print((pcall(collectgarbage, "no such option"))) --> false
