"""Hidden checks of say-hello."""


def test_greets(run):
    assert run.script(stdin="Ada\n").stdout == "Hello, Ada!\n", "a secret of the checks"


def test_greets_another(run):
    assert run.script(stdin="Grace\n").stdout == "Hello, Grace!\n"
