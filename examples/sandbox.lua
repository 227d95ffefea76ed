-- Running text from someone else with functions of our own choice, and nothing more.
--
-- Each piece gets a fresh environment. What it may read is copied into it, what it assigns stays there, and
-- the host's globals and library tables cannot be changed from inside.

-- What a guest may use: names to functions, copied so that a guest changes its own copy only.
local function fresh_environment(output)
  local env = {
    assert = assert, error = error, ipairs = ipairs, next = next, pairs = pairs, pcall = pcall, select = select,
    tonumber = tonumber, tostring = tostring, type = type, unpack = unpack,
    math = {}, string = {}, table = {},
  }
  for _, name in ipairs { "math", "string", "table" } do
    for key, value in pairs(_G[name]) do env[name][key] = value end
  end
  env._G = env
  env.print = function(...)
    local words = {}
    for i = 1, select("#", ...) do words[i] = tostring((select(i, ...))) end
    output[#output + 1] = table.concat(words, " ")
  end
  return env
end

-- Runs a piece of source. Returns what it printed, whether it ended well, and its result or error.
local function run(name, source)
  local output = {}
  local chunk, message = loadstring(source, "=" .. name)
  if not chunk then return output, false, message end
  setfenv(chunk, fresh_environment(output))
  return output, pcall(chunk)
end

local guests = {
  { "polite", [[
    local sum = 0
    for i = 1, 10 do sum = sum + i end
    print("the sum is", sum)
    return sum
  ]] },
  { "forgetful", [[
    total = (total or 0) + 1
    print("my total is always", total)
  ]] },
  { "forgetful", [[
    total = (total or 0) + 1
    print("my total is always", total)
  ]] },
  { "curious", [[
    print("files:", io, "system:", os, "the host's globals:", secret)
    return getfenv == nil and loadstring == nil and rawset == nil
  ]] },
  { "rude", [[
    print = nil
    string.rep = nil
    math.pi = 3
    _G.tostring = function() return "hijacked" end
    pairs = error
    return "changed everything I could reach"
  ]] },
  { "clumsy", [[
    local list
    return #list
  ]] },
  { "foreign", [[
    int main(void) { return 0; }
  ]] },
}

secret = "not for guests"

for _, guest in ipairs(guests) do
  local name, source = guest[1], guest[2]
  local output, ok, result = run(name, source)
  print(name .. (ok and " returned " or " failed with ") .. tostring(result))
  for _, line in ipairs(output) do print("  | " .. line) end
end

print("and here all is as before:", math.pi, ("ab"):rep(2), tostring(12), secret)
