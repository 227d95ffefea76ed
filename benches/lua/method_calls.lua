-- Methods found through a class's __index, on a handful of objects.
local N = tonumber(arg and arg[1]) or 3500000

local Account = {}
Account.__index = Account

function Account.new(owner) return setmetatable({ owner = owner, balance = 0, moves = 0 }, Account) end
function Account:deposit(amount)
  self.balance = self.balance + amount
  self.moves = self.moves + 1
end
function Account:withdraw(amount)
  if amount > self.balance then return false end
  self.balance = self.balance - amount
  self.moves = self.moves + 1
  return true
end
function Account:read() return self.balance end

local accounts = {}
for i = 1, 5 do accounts[i] = Account.new("owner " .. i) end

local refused, seen = 0, 0
for i = 1, N do
  local account = accounts[i % 5 + 1]
  account:deposit(i % 10)
  if not account:withdraw(i % 13) then refused = refused + 1 end
  seen = seen + account:read() % 3
end

local moves = 0
for i = 1, 5 do moves = moves + accounts[i].moves end
print(refused, seen, moves)
