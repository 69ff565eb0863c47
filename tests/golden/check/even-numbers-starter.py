def evens(last):
    """The even numbers up to last."""
    found = []
    for number in ____numbers____:
        if number % 2 == 0:
            ____keep____
    return found
