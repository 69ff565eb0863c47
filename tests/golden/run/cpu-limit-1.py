turns = 0
while True:
    turns = turns + 1
