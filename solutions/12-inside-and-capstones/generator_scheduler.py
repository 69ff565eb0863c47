def run_all(jobs):
    """Run all generators, a step each in turn; a list of what they returned."""
    results = [None] * len(jobs)
    waiting = list(enumerate(jobs))
    try:
        while waiting:
            number, job = waiting.pop(0)
            try:
                next(job)
            except StopIteration as end:
                results[number] = end.value
            else:
                waiting.append((number, job))
    finally:
        for _, job in waiting:
            job.close()
    return results


def cook(dish, steps):
    for step in range(1, steps + 1):
        print(dish, "step", step)
        yield
    return dish + " is ready"


if __name__ == "__main__":
    print(run_all([cook("soup", 3), cook("salad", 1), cook("rice", 2)]))
