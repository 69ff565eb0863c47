# A destructor that never ends.
# against: call probes
# ending: cpu-limit returned
# score: call=4
class Endless:
    def __del__(self):
        while True:
            pass


kept = [Endless()]


def add_up(numbers):
    return sum(numbers)
