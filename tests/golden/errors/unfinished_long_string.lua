local s = [==[
abc
