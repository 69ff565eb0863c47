def evens(last):
    return list(range(0, last + 1, 2))
