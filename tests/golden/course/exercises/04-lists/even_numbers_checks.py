"""Hidden checks of even-numbers."""


def test_even_end(run):
    assert run.call("evens", 8).value == [0, 2, 4, 6, 8]


def test_odd_end(run):
    assert run.call("evens", 7).value == [0, 2, 4, 6]
