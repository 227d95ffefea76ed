-- Found by a random program; to be moved to where it belongs.

--- difference: what the program of seed 4626 came down to
function P(...)r=select(1,...)end
function N()return(v)or 7 end
P((function()do        P((function()do x()end        end))end
end))x=({})P(pcall(function()do do x(x(function(...)end,1))end end
end,(...),(N())))do x={(c)}table.sort(x,nil)i=1 do x[i]=x[i]end P()end
x=((c))function x30()do    while(((1)or 1)==(((1))+1))do function x()end    end end    function x()end
end setmetatable({x30(),...},(table.concat{nil,[1]=(1),[2]=(1),x((...))}))x({(1)})
--> error: r:7: bad argument #2 to 'setmetatable' (nil or table expected)
