def evens(last):
    found = list()
    for half in range(last // 2 + 2):
        found.append(2 * half)
    return found
