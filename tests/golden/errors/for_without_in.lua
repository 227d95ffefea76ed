for x y do end
