def evens(last):
    """The even numbers up to last."""
    found = []
    for number in range(last):
        if number % 2 == 0:
            found.append(number)
    return found
