-- Hooks that are set in the middle of something: of a pcall, of a traversal.

-- The return of a pcall that had begun before. Its hook finds the function where it was called.
local returned
local function note()
  local info = debug.getinfo(2, "f")
  returned[#returned + 1] = info.func == pcall and "pcall" or info.func == debug.sethook and "sethook" or "?"
end
local function watch(...)
  returned = {}
  debug.sethook(note, "r")
  return ...
end
local function answer(...)
  debug.sethook()
  print(table.concat(returned, " "), ...)
end
answer(pcall(watch, 1, 2)) --> sethook ? pcall	true	1	2
answer(pcall(watch)) --> sethook ? pcall	true
answer(pcall(pcall, watch, 1)) --> sethook ? pcall pcall	true	true	1
answer(pcall(function() watch() error("thrown", 0) end)) --> sethook ? pcall	false	thrown
returned = {}
answer(pcall(debug.sethook, note, "r")) --> sethook pcall	true

-- Many results, for which the stack has to grow.
local list = {}
for i = 1, 3000 do list[i] = i end
local function last(...) return select("#", ...), (select(-1, ...)) end
print(last(pcall(function() watch() return unpack(list) end))) --> 3001	3000
debug.sethook()

-- A traversal whose current key was removed and collected goes on behind it.
local function visits(meddle)
  local t, count = {}, 0
  for i = 1, 20 do t["key" .. i] = i end
  for key in pairs(t) do
    count = count + 1
    if count == 7 then
      t[key] = nil
      collectgarbage()
      meddle()
    end
    if count > 99 then break end
  end
  debug.sethook()
  return count
end
print(visits(function() end)) --> 20
print(visits(function() debug.sethook(function() end, "c") end)) --> 20
print(visits(function()
  for index = 1, 99 do
    if debug.getlocal(2, index) == "(for generator)" then
      debug.setlocal(2, index, next)
      return
    end
  end
end)) --> 20
