def evens(last):
    found = []
    for number in ____numbers____:
        found.append(number)
    return found
