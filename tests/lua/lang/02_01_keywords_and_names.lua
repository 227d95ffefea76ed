-- Names: letters, digits and underscores, not starting with a digit; case matters.
local _ = 1
local a1, _b2, __, A_B_c9 = 2, 3, 4, 5
print(_, a1, _b2, __, A_B_c9) --> 1	2	3	4	5

local and_, And, AND = "and_", "And", "AND"
print(and_, And, AND) --> and_	And	AND

-- The twenty-one reserved words cannot be names, whatever stands around them.
local words = {
  "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in",
  "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
}
local refused = 0
for i = 1, #words do
  if not loadstring("local " .. words[i] .. " = 1") then refused = refused + 1 end
end
print(#words, refused) --> 21	21

-- The same words with another case are ordinary names.
local accepted = 0
for i = 1, #words do
  if loadstring("local " .. string.upper(words[i]) .. " = 1") then accepted = accepted + 1 end
end
print(accepted) --> 21

-- Words that later versions reserve are names here.
local goto = "goto is a name"
print(goto) --> goto is a name
local t = { goto = 1, self = 2, integer = 3 }
print(t.goto, t.self, t.integer) --> 1	2	3

-- A reserved word is fine as a string key but not after a dot.
local r = { ["end"] = "e", ["while"] = "w" }
print(r["end"], r["while"]) --> e	w
print(loadstring("return r.end") == nil) --> true
print(loadstring("return { end = 1 }") == nil) --> true

-- A long name is one name, and all of its characters count.
local long = string.rep("n", 500)
local env = {}
local f = loadstring(long .. "x = 1; " .. long .. "y = 2; " .. long .. " = 3")
setfenv(f, env)
f()
print(env[long .. "x"], env[long .. "y"], env[long]) --> 1	2	3

-- An underscore and upper case letters: only a convention.
local _VERSION_LIKE = _VERSION
print(_VERSION_LIKE) --> Lua 5.1
