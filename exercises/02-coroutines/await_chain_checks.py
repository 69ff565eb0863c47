"""Hidden checks of await-chain."""

from grader.checks import probe, scenario


@scenario
async def play(submission, roll, shows, function, arguments):
    left = list(shows)

    async def die():
        await roll()
        return left.pop(0) if left else 1

    # In a list, so that a coroutine object arrives as what it is and nobody runs it.
    return [await getattr(submission, function)(die, *arguments)]


def played(run, function, *arguments, shows):
    """What the function returned with a die that shows these numbers, and how often it rolled, as words."""
    roll = probe("roll")
    value = run(play, roll=roll, shows=shows, function=function, arguments=arguments).value
    times = len(roll.calls)
    return value[0] if isinstance(value, list) and value else value, "once" if times == 1 else f"{times} times"


def test_throw_gives_points(run):
    for shows, points in ((3, 3), (6, 12), (5, 5), (1, 1)):
        got, rolled = played(run, "throw", shows=[shows])
        assert got == points, (
            f"The die showed {shows} when it was rolled first. `throw` rolled it {rolled} and returned these points."
        )


def test_turn_adds_up_its_throws(run):
    for shows, points in (([2, 6, 1], 15), ([4], 4), ([], 0), ([6, 6, 3, 5], 32)):
        got, rolled = played(run, "turn", len(shows), shows=shows)
        assert got == points, (
            f"The die was to show {shows}, one number for each throw. `turn` rolled it {rolled} and returned these points."
        )


def test_game_lists_the_turns(run):
    got, rolled = played(run, "game", [2, 3, 0, 1], shows=[1, 6, 2, 3, 4, 5])
    assert got == [13, 9, 0, 5], (
        "Four players had 2, 3, 0 and 1 throws, and the die was to show 1, 6, 2, 3, 4 and 5. It was rolled "
        f"{rolled}, and this is what `game` returned."
    )
    got, _ = played(run, "game", [], shows=[])
    assert got == [], "Without players there are no turns. This is what `game` returned."


def test_one_roll_after_the_other(run):
    roll = probe("roll", delays=[2, 1, 4, 3, 1])
    run(play, roll=roll, shows=[1, 2, 3, 4, 5], function="game", arguments=[[2, 3]])
    times = [(call.entered, call.left) for call in roll.calls]
    assert times == [(0, 2), (2, 3), (3, 7), (7, 10), (10, 11)], (
        "Two players had 2 and 3 throws; the five rolls took 2, 1, 4, 3 and 1 seconds. Each entry is the second at "
        "which a roll began and the second at which it ended."
    )
