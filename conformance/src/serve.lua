-- Runs random programs one after the other: reads a length on a line and a program of that length, answers in the same way.
--
-- Everything that a program could change is copied for it, one level deep. Its main function is the first of a coroutine,
-- so that there is nothing below it, as under Ferrous.
local input, output = io.stdin, io.stdout
local loadstring, setfenv, resume, status = loadstring, setfenv, coroutine.resume, coroutine.status
local create, concat, tostring, select, type, pairs = coroutine.create, table.concat, tostring, select, type, pairs
local sethook, collect, tonumber = debug.sethook, collectgarbage, tonumber
local original, globals = print, _G
while true do
  local length = input:read("*l")
  if not length then break end
  local source = tonumber(length) == 0 and "" or input:read(tonumber(length))
  local lines, count = {}, 0
  local environment = {}
  for name, value in pairs(globals) do
    if type(value) == "table" and value ~= globals then
      local copy = {}
      for key, inner in pairs(value) do copy[key] = inner end
      value = copy
    end
    environment[name] = value
  end
  environment._G = environment
  environment.print = function(...)
    local line = {}
    for index = 1, select("#", ...) do
      line[index] = environment.tostring((select(index, ...)))
    end
    count = count + 1
    lines[count] = concat(line, "\t")
  end
  setfenv(0, environment)
  local main, message = loadstring(source, "@case.lua")
  if main then
    local thread = create(setfenv(main, environment))
    sethook(thread, function() error("too long", 0) end, "", 50000000)
    local ok
    ok, message = resume(thread)
    if not ok then
      message = type(message) == "string" and message or "(error object is not a string)"
    elseif status(thread) == "suspended" then
      message = "yielded"
    else
      message = nil
    end
  end
  if message then
    count = count + 1
    lines[count] = "error: " .. message
  end
  local text = concat(lines, "\n") .. (count > 0 and "\n" or "")
  output:write(#text, "\n", text)
  output:flush()
end
