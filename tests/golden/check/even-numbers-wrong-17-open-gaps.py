def evens(last):
    found = []
    for number in range(last + 1):
        if number % 2 == 0:
            ____keep____
    return found
