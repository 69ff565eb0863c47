def evens(last):
    return last % 2 == 0
