-- lua5.1 differs: it refuses jumps over more than 131,071 instructions. Here they have no such limit.
-- heavy: large generated chunks
local function run(source, ...) return assert(loadstring(source, "=t"))(...) end

-- A chain of 100,000 elseif.
local parts = { "local n = ... if n == 0 then return 'first'" }
for i = 1, 100000 do parts[#parts + 1] = "elseif n == " .. i .. " then return " .. i * 2 end
parts[#parts + 1] = "else return 'last' end"
local f = assert(loadstring(table.concat(parts, "\n"), "=t"))
print(f(0), f(1), f(50000), f(100000), f(100001)) --> first	2	100000	200000	last

-- Bodies of 150,000 statements.
local body = string.rep("n = n + 1 ", 150000)
print(run("local n = 0 for i = 1, 2 do " .. body .. " end return n")) --> 300000
print(run("local n = 0 while n < 300000 do " .. body .. " end return n")) --> 300000
print(run("local n = 0 repeat " .. body .. " until n >= 300000 return n")) --> 300000
print(run("local n = 0 if n == 0 then " .. body .. " else n = -1 end return n")) --> 150000
print(run("local n = 1 for k in pairs { 1 } do if n == 2 then break end " .. body .. " end return n")) --> 150001
print(run("local a, n = ... return a and (n" .. string.rep(" + n", 150000) .. ") or 'no'", true, 1)) --> 150001
print(run("local a, n = ... return a and (n" .. string.rep(" + n", 150000) .. ") or 'no'", false, 1)) --> no

-- A sum of 100,000 constants, and one of as many variables.
print(run("return 1" .. string.rep(" + 1", 99999))) --> 100000
print(run("local x = ... return x" .. string.rep(" - x", 99999), 1)) --> -99998

-- Nesting stays limited: an error, not a crash.
local function message(source) return (select(2, loadstring(source, "=t"))) end
print(message("return " .. string.rep("(", 100000) .. "1" .. string.rep(")", 100000))) --> t:1: chunk has too many syntax levels
print(message("return " .. string.rep("{", 100000) .. string.rep("}", 100000))) --> t:1: chunk has too many syntax levels
print(message(string.rep("do ", 100000) .. string.rep("end ", 100000))) --> t:1: chunk has too many syntax levels
print(message("return " .. string.rep("- ", 100000) .. "1")) --> t:1: chunk has too many syntax levels
print(message("return 'a'" .. string.rep(" .. 'a'", 100000))) --> t:1: chunk has too many syntax levels
print(message("return 2" .. string.rep(" ^ 2", 100000))) --> t:1: chunk has too many syntax levels
print(message("return " .. string.rep("function() return ", 100000))) --> t:1: chunk has too many syntax levels
print(message("x = " .. string.rep("a[", 100000))) --> t:1: chunk has too many syntax levels
print(message("x = " .. string.rep("f(", 100000))) --> t:1: chunk has too many syntax levels
