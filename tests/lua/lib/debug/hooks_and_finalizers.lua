-- A hook sees nothing of the finalizers, and everything around them.
local log = {}
local function die()
  collectgarbage("stop")
  local u = newproxy(true)
  getmetatable(u).__gc = function()
    local x = 1
    x = x + 1
    log[#log + 1] = "finalized"
  end
end
die()
local function hook(event, line) log[#log + 1] = event .. " " .. line end
debug.sethook(hook, "l")
collectgarbage()
local done = true
debug.sethook()
print(table.concat(log, ", ")) --> line 15, finalized, line 16, line 17
