-- lua5.1 differs: a tail call of pcall needs a level of its C stack there, of which it has 200.
-- heavy: deep stacks
-- Each of these natives must report something about its callee, so it stays on the stack; its caller does not.
local function through(n, x) if n == 0 then return x end return select(2, pcall(through, n - 1, x)) end
print(through(10000, "pcall")) --> pcall
local function method(t, n) if n == 0 then return "metamethod" end return t[n - 1] end
local t = setmetatable({}, { __index = method })
print(t[10000]) --> metamethod
local function trues(n) if n == 0 then return "bottom" end return pcall(trues, n - 1) end
print(select("#", trues(1000)), (select(1001, trues(1000)))) --> 1001	bottom
print((trues(2000))) --> true
local function resumes(n) if n == 0 then return "bottom" end return coroutine.resume(coroutine.create(resumes), n - 1) end
print(select("#", resumes(500)), (select(501, resumes(500)))) --> 501	bottom

-- A callable table in tail position is a Lua call: no room at all.
local callable = setmetatable({}, { __call = function(self, n) if n == 0 then return "callable" end return self(n - 1) end })
print(callable(300000)) --> callable
