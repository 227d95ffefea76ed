if x do end
