def evens(last):
    print(list(range(0, last + 1, 2)))
    return
