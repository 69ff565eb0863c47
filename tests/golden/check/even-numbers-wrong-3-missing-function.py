def Evens(last):
    found = []
    for number in range(0, last + 1, 2):
        found += [number]
    return found
