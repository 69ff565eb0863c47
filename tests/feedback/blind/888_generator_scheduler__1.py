# exercise: generator-scheduler
# cause: The results are put into the list in the order in which the programs end and not in the order of programs.
# line: 18, 40, 42, 43
from collections import deque


class Failure:
    """Marks an exception that a program has raised."""

    def __init__(self, error):
        self.error = error


def run(programs):
    """Run all generators in turns; a list of their results or exceptions."""
    queue = deque((program, None) for program in programs)
    waiting = {}
    results = []
    while queue:
        work, value = queue.popleft()
        try:
            if isinstance(value, Failure):
                new = work.throw(value.error)
            else:
                new = work.send(value)
        except StopIteration as stop:
            outcome = stop.value
        except Exception as error:
            outcome = Failure(error)
        else:
            if new is None:
                queue.append((work, None))
            else:
                waiting[new] = work
                queue.append((new, None))
            continue
        if work in waiting:
            queue.append((waiting.pop(work), outcome))
        elif isinstance(outcome, Failure):
            results.append(outcome.error)
        else:
            results.append(outcome)
    return results


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
