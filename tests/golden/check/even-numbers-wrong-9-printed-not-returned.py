def is_even(number):
    return not number % 2


def evens(last):
    result = [n for n in range(last + 1) if is_even(n)]
    print(f"{result}")
