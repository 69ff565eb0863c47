def even(last):
    return [number for number in range(last + 1) if number % 2 == 0]
