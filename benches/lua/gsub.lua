-- Replacing with strings, captures, tables and functions.
local N = tonumber(arg and arg[1]) or 60000

local text = "The $animal jumped over the $thing, then $count more $animal followed; 12 of 30 & 7 < 9 came back."
local values = { animal = "fox", thing = "fence", count = "three" }
local escapes = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;" }

local total, hits = 0, 0
for round = 1, N do
  local s, n = text:gsub("%$(%w+)", values)
  total, hits = total + #s, hits + n
  s, n = s:gsub("[&<>]", escapes)
  total, hits = total + #s, hits + n
  s, n = s:gsub("%d+", function(d) return d + round % 10 end)
  total, hits = total + #s, hits + n
  s, n = s:gsub("(%w+) (%w+)", "%2 %1")
  total, hits = total + #s, hits + n
  s, n = s:gsub("%s+", "")
  total, hits = total + #s, hits + n
end
print(total, hits)
