def evens(last):
    found = set()
    for number in range(0, last + 1, 2):
        found.add(str(number))
    return sorted(found)
