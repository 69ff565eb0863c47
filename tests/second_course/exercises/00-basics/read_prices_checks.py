"""Hidden checks of read-prices."""


def test_reads_the_file(run):
    assert run.call("load", "prices.txt").value == {"tea": 3, "coffee": 4, "crème": 12}
