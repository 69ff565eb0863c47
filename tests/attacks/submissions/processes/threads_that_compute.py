# Threads that go on computing after the answer was given.
# against: call
# status: passed
# score: call=4
import threading


def spin():
    while True:
        pass


def add_up(numbers):
    for _ in range(4):
        threading.Thread(target=spin, daemon=True).start()
    return sum(numbers)
