"""Hidden checks of bank-account."""

from grader.checks import scenario


@scenario
def use(submission, steps):
    account = submission.Account()
    balances = [account.balance]
    for name, amount in steps:
        try:
            getattr(account, name)(amount)
        except ValueError as error:
            balances.append(str(error) and "refused")
        balances.append(account.balance)
    return balances


class TestAccount:
    def test_deposit(self, run):
        assert run(use, steps=[("deposit", 5), ("deposit", 7)]).value == [0, 5, 12]

    def test_withdraw(self, run):
        steps = [("deposit", 5), ("withdraw", 2), ("withdraw", 3)]
        assert run(use, steps=steps).value == [0, 5, 3, 0]

    def test_too_much(self, run):
        steps = [("deposit", 5), ("withdraw", 6), ("withdraw", 5)]
        assert run(use, steps=steps).value == [0, 5, "refused", 5, 0], "A withdrawal of too much must change nothing."
