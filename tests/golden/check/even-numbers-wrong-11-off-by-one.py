def evens(last):
    found = []
    number = 2
    while number <= last:
        found.append(number)
        number += 2
    return found
