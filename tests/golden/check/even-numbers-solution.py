def evens(last):
    """The even numbers up to last."""
    found = []
    for number in range(last + 1):
        if number % 2 == 0:
            found.append(number)
    return found
