numbers = ["0", "2", "four"]
numbers = [int(text) for text in numbers]


def evens(last):
    return [number for number in numbers if number <= last]
