local   x   =   )
