def evens(last):
    return [number for number in range(last) if number % 2 == 0]
