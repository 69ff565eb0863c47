# exercise: generator-scheduler
# cause: a generator whose wait is over is put at the front of the queue and not at its end, so it goes on before all the others that were there already
# line: 56
from collections import deque


class Strand:
    """A generator on its way, and the strand that waits for its end."""

    def __init__(self, body, boss=None):
        self.body = body
        self.boss = boss
        self.go_on = lambda: body.send(None)
        self.outcome = None

    def hand_in(self, outcome):
        """Next time, the yield gives or raises this."""
        if isinstance(outcome, Failure):
            self.go_on = lambda: self.body.throw(outcome.error)
        else:
            self.go_on = lambda: self.body.send(outcome)


class Failure:
    """Marks an exception that a program has raised."""

    def __init__(self, error):
        self.error = error


def run(programs):
    """Run all generators in turns; a list of their results or exceptions."""
    line = deque()

    def step(strand):
        """One step; true when the strand has come to its end."""
        try:
            wish = strand.go_on()
        except StopIteration as stop:
            strand.outcome = stop.value
            return True
        except Exception as error:
            strand.outcome = Failure(error)
            return True
        strand.hand_in(None)
        # Either it goes on itself, or somebody else works for it.
        line.append(strand if wish is None else Strand(wish, boss=strand))
        return False

    strands = [Strand(program) for program in programs]
    line.extend(strands)
    while line:
        strand = line.popleft()
        if step(strand) and strand.boss is not None:
            strand.boss.hand_in(strand.outcome)
            line.appendleft(strand.boss)

    answers = (strand.outcome for strand in strands)
    return [a.error if isinstance(a, Failure) else a for a in answers]


def count(name, last):
    for number in range(1, last + 1):
        print(name, number)
        yield
    return last


def add_up():
    three = yield count("three", 3)
    two = yield count("two", 2)
    return three + two


if __name__ == "__main__":
    print(run([add_up(), count("four", 4)]))
