"""Hidden checks of add-up."""


def test_sum(run):
    seen = run.call("add_up", [1, 2, 3])
    assert seen.value == 6, f"the sum of the numbers is not {seen.value}"


def test_negative(run):
    seen = run.call("add_up", [-5, 2])
    assert seen.value == -3
