-- lua5.1 differs: it cannot yield in the iterator of a for loop.
local yield, wrap = coroutine.yield, coroutine.wrap
local function drain(f, ...)
  local co, out = wrap(f), {}
  local v = co(...)
  while v ~= nil do out[#out + 1] = tostring(v) v = co(#out) end
  print(table.concat(out, " "))
end

-- A Lua function, a closure, a callable table as iterators that yield before they give their value.
drain(function() for i in function(_, c) c = (c or 0) + 1 yield("ask" .. c) if c <= 3 then return c end end do yield("body" .. i) end end) --> ask1 body1 ask2 body2 ask3 body3 ask4
drain(function() --> it1 1/1 it2 2/3 it3 3/5 it4 after
  local n = 0
  local function it() n = n + 1 local sent = yield("it" .. n) if n < 4 then return n, sent end end
  for a, b in it do yield(a .. "/" .. b) end
  yield("after")
end)
drain(function() for v in setmetatable({}, { __call = function(_, s, c) c = (c or 0) + 1 if yield("call" .. c) and c < 3 then return c end end }) do yield(v) end end) --> call1 1 call2 2 call3

-- Nested loops, breaks, and values sent into the iterators.
drain(function() --> i1 j1 1,1 j2 i2 j1 2,1 j2 end
  local function range(n, name) local i = 0 return function() i = i + 1 yield(name .. i) if i <= n then return i end end end
  for i in range(3, "i") do
    for j in range(3, "j") do
      if j == 2 then break end
      yield(i .. "," .. j)
    end
    if i == 2 then break end
  end
  yield("end")
end)

-- Iterators over iterators: each level yields.
drain(function() --> c m m 4 c m m 9 c m m
  local function map(f, it) return function() local v = it() yield("m") if v then return f(v) end end end
  local function count(n) local i = 0 return function() i = i + 1 yield("c") if i <= n then return i end end end
  for v in map(function(x) return x * x end, map(function(x) return x + 1 end, count(2))) do yield(v) end
end)

-- An error in the iterator after a yield, caught outside of the loop.
drain(function() --> turn before the error false in the iterator
  local ok, e = pcall(function() for v in function(_, c) if c then yield("before the error") error("in the iterator", 0) end return 1 end do yield("turn") end end)
  yield(tostring(ok) .. " " .. e)
end)

-- yield itself as an iterator: the values come from the outside.
local co = wrap(function() local got = {} for a, b in yield, "state", "start" do got[#got + 1] = a .. (b or "-") end return table.concat(got, " ") end)
print(co()) print(co("x", 1)) print(co("y")) print(co("z", 3)) print(co(nil)) --> state	start
--> state	x
--> state	y
--> state	z
--> x1 y- z3

-- A coroutine that walks a tree with a recursive iterator, inside of another one.
local function leaves(t) return wrap(function() local function walk(x) if type(x) == "table" then for _, y in ipairs(x) do walk(y) end else yield(x) end end walk(t) end) end
drain(function() for v in leaves { 1, { 2, { 3 } }, 4 } do yield(v * 10) end for v in leaves { { 5 } } do yield(v) end end) --> 10 20 30 40 5
