"""Hidden checks of start-child."""


def test_ready(run):
    assert run.script().stdout == "ready\n"
