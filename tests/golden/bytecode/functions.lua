-- Parameters, `arg`, `...`, and where definitions are stored.
local function none() end
local function dots(...) return ... end
local function table_of_arguments(a, ...) return arg.n end
local function neither(...) end
function global(a, b) return b, a end
function t.a.b(x) return x end
function t.a:c(x) return self, x end
local t = { f = function() end, [1] = function(...) local x, y = ... return y end }
local forward
function forward() return forward end
