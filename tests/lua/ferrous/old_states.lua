-- lua5.1 differs: it cannot yield across functions of the library. Those that were interrupted are old objects, too, and take
-- up new ones when they go on.

local function work(n)
  local t
  for i = 1, n do t = { i, t and 1 } end
  return t
end

do
  -- A function of the library that is in the middle of its work has taken up new objects.
  local function words(n)
    return coroutine.wrap(function()
      local s = ("w"):rep(n)
      return (s:gsub("w", function() work(1) coroutine.yield(1) return ("x"):rep(3) end))
    end)
  end
  for round = 1, 12 do
    local go = words(4)
    local r = go()
    while r == 1 do work(round % 3) r = go() end
    if r ~= ("x"):rep(12) then print("lost", r) end
  end
  print("text of gsub", "ok") --> text of gsub	ok
  for round = 1, 12 do
    local t = {}
    for i = 1, 6 do t[i] = { n = (i * 5 + round) % 7 } end
    local go = coroutine.wrap(function()
      table.sort(t, function(a, b) work(1) coroutine.yield() return a.n < b.n end)
      return t
    end)
    local r = go()
    while not r do work(1) r = go() end
    for i = 2, 6 do if r[i - 1].n > r[i].n then print("lost order") end end
  end
  print("items of sort", "ok") --> items of sort	ok
end
