-- Messages of concatenations and comparisons.
local function e(source, ...)
  local ok, message = pcall(assert(loadstring(source, "=t")), ...)
  print(message)
end

-- Concatenation names the operand that is neither a string nor a number.
e "return 'x' .. a" --> t:1: attempt to concatenate global 'a' (a nil value)
e "return a .. 'x'" --> t:1: attempt to concatenate global 'a' (a nil value)
e "a = nil return a .. 'x'" --> t:1: attempt to concatenate global 'a' (a nil value)
e "local a return a .. 'x'" --> t:1: attempt to concatenate local 'a' (a nil value)
e "local a return 'x' .. a" --> t:1: attempt to concatenate local 'a' (a nil value)
e "local a return 1 .. a" --> t:1: attempt to concatenate local 'a' (a nil value)
e "local a, b return a .. b" --> t:1: attempt to concatenate local 'a' (a nil value)
e "local a, b = 'x' return a .. b" --> t:1: attempt to concatenate local 'b' (a nil value)
e "local a, b = nil, 'x' return a .. b" --> t:1: attempt to concatenate local 'a' (a nil value)
e "local a, b = {}, {} return a .. b" --> t:1: attempt to concatenate local 'a' (a table value)
e "local a, b = {}, 'x' return a .. b" --> t:1: attempt to concatenate local 'a' (a table value)
e "local a, b = 'x', {} return a .. b" --> t:1: attempt to concatenate local 'b' (a table value)
e "local a, b = 1, true return a .. b" --> t:1: attempt to concatenate local 'b' (a boolean value)
e "local a, b = {}, nil return a .. b" --> t:1: attempt to concatenate local 'a' (a table value)
e "local a, b = nil, {} return a .. b" --> t:1: attempt to concatenate local 'a' (a nil value)
e "local a = {} return 'x' .. a.b" --> t:1: attempt to concatenate field 'b' (a nil value)
e "local a = {} return a.b .. 'x'" --> t:1: attempt to concatenate field 'b' (a nil value)
e "local a = {} return a.b.c .. 'x'" --> t:1: attempt to index field 'b' (a nil value)
e "local a = {} return a[1] .. 'x'" --> t:1: attempt to concatenate field '?' (a nil value)
e "local a = {} a.s = a.s .. 'x'" --> t:1: attempt to concatenate field 's' (a nil value)
e "s = nil s = s .. 'x'" --> t:1: attempt to concatenate global 's' (a nil value)
e "local s s = s .. 'x'" --> t:1: attempt to concatenate local 's' (a nil value)
e "local a local function f() return a .. 'x' end f()" --> t:1: attempt to concatenate upvalue 'a' (a nil value)
e "local a local function f() return 'x' .. a end f()" --> t:1: attempt to concatenate upvalue 'a' (a nil value)
e "return 'a' .. 'b' .. nil" --> t:1: attempt to concatenate a nil value
e "return 'a' .. nil .. 'b'" --> t:1: attempt to concatenate a nil value
e "return nil .. 'a' .. 'b'" --> t:1: attempt to concatenate a nil value
e "return 'a' .. {} .. 'b'" --> t:1: attempt to concatenate a table value
e "return {} .. 'a' .. 'b'" --> t:1: attempt to concatenate a table value
e "return 'a' .. 'b' .. {}" --> t:1: attempt to concatenate a table value
e "return {} .. {} .. 'b'" --> t:1: attempt to concatenate a table value
e "return 'a' .. {} .. nil" --> t:1: attempt to concatenate a table value
e "return 'a' .. nil .. {}" --> t:1: attempt to concatenate a nil value
e "return {} .. nil .. 'a'" --> t:1: attempt to concatenate a nil value
e "local a return 'x' .. a .. 'y'" --> t:1: attempt to concatenate local 'a' (a nil value)
e "local a return a .. 'x' .. 'y'" --> t:1: attempt to concatenate local 'a' (a nil value)
e "local a return 'x' .. 'y' .. a" --> t:1: attempt to concatenate local 'a' (a nil value)
e "local a, b, c = 'a', 'c' return a .. b .. c" --> t:1: attempt to concatenate local 'c' (a nil value)
e "return 'a' .. true" --> t:1: attempt to concatenate a boolean value
e "return false .. 'a'" --> t:1: attempt to concatenate a boolean value
e "return 'a' .. print" --> t:1: attempt to concatenate global 'print' (a function value)
e "return 1 .. print" --> t:1: attempt to concatenate global 'print' (a function value)
e "return 'x' .. (...)" --> t:1: attempt to concatenate a nil value
e("return 'x' .. ...") --> t:1: attempt to concatenate a nil value
e "local function f() end return 'x' .. f()" --> t:1: attempt to concatenate a nil value
e "return newproxy() .. 'x'" --> t:1: attempt to concatenate a userdata value
e "return coroutine.create(function() end) .. 'x'" --> t:1: attempt to concatenate a thread value
e "return setmetatable({}, {__concat = 1}) .. 'x'" --> t:1: attempt to call a number value
e "return setmetatable({}, {__tostring = function() return 's' end}) .. 'x'" --> t:1: attempt to concatenate a table value

-- Comparisons name the types: two equal ones or two different ones, in the order of the source
-- for < and <=, swapped for > and >=.
e "return {} < {}" --> t:1: attempt to compare two table values
e "return {} <= {}" --> t:1: attempt to compare two table values
e "return {} > {}" --> t:1: attempt to compare two table values
e "return {} >= {}" --> t:1: attempt to compare two table values
e "return nil < nil" --> t:1: attempt to compare two nil values
e "return true < false" --> t:1: attempt to compare two boolean values
e "return print < print" --> t:1: attempt to compare two function values
e "return newproxy() < newproxy()" --> t:1: attempt to compare two userdata values
e "return 1 < 'x'" --> t:1: attempt to compare number with string
e "return 'x' < 1" --> t:1: attempt to compare string with number
e "return 1 <= 'x'" --> t:1: attempt to compare number with string
e "return 'x' <= 1" --> t:1: attempt to compare string with number
e "return 1 > 'x'" --> t:1: attempt to compare string with number
e "return 'x' > 1" --> t:1: attempt to compare number with string
e "return 1 >= 'x'" --> t:1: attempt to compare string with number
e "return 'x' >= 1" --> t:1: attempt to compare number with string
e "return 1 < {}" --> t:1: attempt to compare number with table
e "return {} < 1" --> t:1: attempt to compare table with number
e "return 1 > {}" --> t:1: attempt to compare table with number
e "return {} > 1" --> t:1: attempt to compare number with table
e "return nil < 1" --> t:1: attempt to compare nil with number
e "return 1 < nil" --> t:1: attempt to compare number with nil
e "return nil > 1" --> t:1: attempt to compare number with nil
e "return 1 > nil" --> t:1: attempt to compare nil with number
e "return 1 <= nil" --> t:1: attempt to compare number with nil
e "return 1 >= nil" --> t:1: attempt to compare nil with number
e "return nil <= 1" --> t:1: attempt to compare nil with number
e "return nil >= 1" --> t:1: attempt to compare number with nil
e "return 'x' < {}" --> t:1: attempt to compare string with table
e "return {} < 'x'" --> t:1: attempt to compare table with string
e "return print < {}" --> t:1: attempt to compare function with table
e "return true < 1" --> t:1: attempt to compare boolean with number
e "return '1' < 2" --> t:1: attempt to compare string with number
e "return newproxy() < {}" --> t:1: attempt to compare userdata with table
e "return coroutine.create(function() end) < 1" --> t:1: attempt to compare thread with number
e "local a, b = 1, {} return a < b" --> t:1: attempt to compare number with table
e "local a, b = 1, {} return a > b" --> t:1: attempt to compare table with number
e "local a, b = 1, {} return a <= b" --> t:1: attempt to compare number with table
e "local a, b = 1, {} return a >= b" --> t:1: attempt to compare table with number
e "local a return a < 5" --> t:1: attempt to compare nil with number
e "local a return a > 5" --> t:1: attempt to compare number with nil
e "local a return a <= 5" --> t:1: attempt to compare nil with number
e "local a return a >= 5" --> t:1: attempt to compare number with nil
e "local a return 5 < a" --> t:1: attempt to compare number with nil
e "local a return 5 > a" --> t:1: attempt to compare nil with number
e "local a return 5 <= a" --> t:1: attempt to compare number with nil
e "local a return 5 >= a" --> t:1: attempt to compare nil with number
e "local a return a < 'x'" --> t:1: attempt to compare nil with string
e "local a return a > 'x'" --> t:1: attempt to compare string with nil
e "local a = {} if a < 5 then end" --> t:1: attempt to compare table with number
e "local a = {} if a > 5 then end" --> t:1: attempt to compare number with table
e "local a = {} if not (a < 5) then end" --> t:1: attempt to compare table with number
e "local a = {} if not (a > 5) then end" --> t:1: attempt to compare number with table
e "local a = {} if 5 < a then end" --> t:1: attempt to compare number with table
e "local a = {} if not (5 >= a) then end" --> t:1: attempt to compare table with number
e "local a = {} while a <= 5 do end" --> t:1: attempt to compare table with number
e "local a = {} while a >= 5 do end" --> t:1: attempt to compare number with table
e "local a = {} repeat until a < 5" --> t:1: attempt to compare table with number
e "local a = {} repeat until 5 > a" --> t:1: attempt to compare table with number
e "local a = {} return a.b < 5 and 1 or 2" --> t:1: attempt to compare nil with number
e "local a = {} return not (a.b > 5)" --> t:1: attempt to compare number with nil
e "return undefined < 5" --> t:1: attempt to compare nil with number
e "return setmetatable({}, {}) < setmetatable({}, {})" --> t:1: attempt to compare two table values
e "local mt = {__lt = function() return true end} return setmetatable({}, mt) < {}" --> t:1: attempt to compare two table values
e "local mt = {__lt = function() return true end} return {} < setmetatable({}, mt)" --> t:1: attempt to compare two table values
e "local mt = {__lt = function() return true end} return setmetatable({}, mt) < 1" --> t:1: attempt to compare table with number
e "local mt = {__lt = function() return true end} return setmetatable({}, mt) <= 1" --> t:1: attempt to compare table with number
e "local mt = {__lt = function() return true end} return 1 > setmetatable({}, mt)" --> t:1: attempt to compare table with number
e "local mt = {__le = function() return true end} return setmetatable({}, mt) < setmetatable({}, mt)" --> t:1: attempt to compare two table values
e "return setmetatable({}, {__lt = print}) < setmetatable({}, {__lt = type})" --> t:1: attempt to compare two table values
e "local mt = {__lt = 1} return setmetatable({}, mt) < setmetatable({}, mt)" --> t:1: attempt to call a number value
e "local mt = {__eq = 1} return setmetatable({}, mt) == setmetatable({}, mt)" --> t:1: attempt to call a number value
