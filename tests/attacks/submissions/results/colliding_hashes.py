# Integers of one and the same hash, in a set and as the keys of a dictionary.
# against: call
# ending: returned cpu-limit protocol-violation
# This many are still made quickly; what the trusted side must rebuild takes the square of it.
PRIME = 2**61 - 1


class Row(list):
    pass


def add_up(numbers):
    values = [1 + PRIME * i for i in range(3_000)]
    return {"a": set(values), "b": dict.fromkeys(values)}
