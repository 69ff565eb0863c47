"""Hidden checks of dining-philosophers."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def have_dinner(submission, log, come, think):
    """Philosopher n needs come[n] seconds to come and think[n] to think, 1 for each fork, and 2 to eat."""

    class Guest:
        def __init__(self, number):
            self.number = number

        async def come(self):
            await asyncio.sleep(come[self.number])
            log(self.number, "has come")

        async def think(self):
            log(self.number, "thinks")
            await asyncio.sleep(think[self.number])

        async def pick_up(self, fork):
            log(self.number, "picks up", fork)
            await asyncio.sleep(1)

        async def eat(self):
            log(self.number, "eats")
            await asyncio.sleep(2)
            log(self.number, "has eaten")

    await submission.dinner([Guest(number) for number in range(len(come))])
    log("end", "end")


def dine(run, come, think):
    """All that was done: (second, who, what, fork if any)."""
    log = probe("log", sync=True)
    seen = run(have_dinner, log=log, come=come, think=think)
    return seen, [(call.entered, *call.args) for call in log.calls]


def rounded(seconds):
    return int(seconds) if seconds == int(seconds) else seconds


def test_eats_with_two_forks(run):
    seen, steps = dine(run, come=[0, 0, 0], think=[0, 10, 20])
    assert seen.value is None, "`dinner` did not come to its end."
    for number, forks in enumerate([{0, 1}, {1, 2}, {2, 0}]):
        did = [step[2] for step in steps if step[1] == number]
        assert did == ["has come", "thinks", "picks up", "picks up", "eats", "has eaten"], (
            f"There were three philosophers, 0 to 2. This is what philosopher {number} did."
        )
        picked = {step[3] for step in steps if step[1:3] == (number, "picks up")}
        assert picked == forks, (
            f"There were three philosophers. These are the forks that philosopher {number} picked up."
        )
    assert steps[-1][2] == "end", "`dinner` ended before all had eaten."


def test_waits_for_all(run):
    _, steps = dine(run, come=[1, 3, 0, 2.5], think=[0, 10, 20, 30])
    began = [rounded(step[0]) for step in steps if step[2] == "thinks"]
    assert began == [3, 3, 3, 3], (
        "Four philosophers came at seconds 1, 3, 0 and 2.5. These are the seconds at which they began to think."
    )


def test_a_fork_is_in_one_hand(run):
    _, steps = dine(run, come=[0, 0, 0], think=[0, 1.5, 3])
    held, in_two_hands = {}, []
    for second, who, what, *fork in steps:
        if what == "picks up":
            if held.get(fork[0], who) != who:
                in_two_hands.append(f"fork {fork[0]} at second {second:g}")
            held[fork[0]] = who
        elif what == "has eaten":
            held = {fork: owner for fork, owner in held.items() if owner != who}
    assert in_two_hands == [], (
        "There were three philosophers, who began to take forks at seconds 0, 1.5 and 3. These forks were picked up "
        "while somebody else still held them."
    )
    ate = sorted(step[1] for step in steps if step[2] == "has eaten")
    assert ate == [0, 1, 2], (
        "There were three philosophers, who began to take forks at seconds 0, 1.5 and 3. These ate."
    )


def test_others_eat_at_the_same_time(run):
    _, steps = dine(run, come=[0, 0, 0, 0], think=[0, 20, 0, 20])
    ate = [(step[1], rounded(step[0])) for step in steps if step[2] == "eats"]
    assert sorted(ate) == [(0, 2), (1, 22), (2, 2), (3, 22)], (
        "Of four philosophers, 0 and 2 thought for 0 seconds, 1 and 3 for 20. To pick up a fork takes a second. So 0 "
        "and 2 can eat at second 2, 1 and 3 at second 22. These ate, each with the second."
    )


def test_no_deadlock(run):
    for count in (5, 2, 6):
        _, steps = dine(run, come=[0] * count, think=[0] * count)
        ate = sorted(step[1] for step in steps if step[2] == "has eaten")
        assert ate == list(range(count)), (
            f"There were {count} philosophers, and all began to take forks at the same moment. These had eaten in the "
            "end."
        )
