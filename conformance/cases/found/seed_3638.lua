-- Found by a random program; to be moved to where it belongs.

--- difference: what the program of seed 3638 came down to
function N()return(v)or 7 end
function a4()((function()P(x(table.concat{x,[1]=(N()),[((('')):sub(1)..1)]=(1),[2]=((1))},1))end))({[1]=((N));[(1)]=(1)})end
P(a4(1,(table.maxn({}))or({})))if((([[]])))then
end
--> error: r:2: attempt to call global 'x' (a nil value)
