from collections import deque


class Failure:
    """Marks an exception that a program has raised."""

    def __init__(self, error):
        self.error = error


def run(programs):
    """Run all generators in turns; a list of their results or exceptions."""
    results = {}
    waiting = {}
    queue = deque((program, None) for program in programs)
    while queue:
        program, outcome = queue.popleft()
        try:
            failed = isinstance(outcome, Failure)
            child = program.throw(outcome.error) if failed else program.send(outcome)
        except StopIteration as end:
            result = end.value
        except Exception as error:
            result = Failure(error)
        else:
            if child is None:
                queue.append((program, None))
            else:
                waiting[child] = program
                queue.append((child, None))
            continue
        if program in waiting:
            queue.append((waiting.pop(program), result))
        else:
            results[program] = result.error if isinstance(result, Failure) else result
    return [results[program] for program in programs]


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
