"""Hidden checks of add-them-up."""


def test_prints_the_sum(run):
    seen = run.script(stdin="3\n-1\n40\n")
    assert seen.lines == ["42"]


def test_no_input(run):
    assert run.script().lines == ["0"]
