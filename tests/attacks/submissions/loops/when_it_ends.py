# A destructor that never ends.
# against: call
# ending: cpu-limit returned
# score: call=2
class Endless:
    def __del__(self):
        while True:
            pass


kept = [Endless()]


def add_up(numbers):
    return sum(numbers)
