"""Hidden checks of wait-for-event."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def watch_the_crossing(submission, drive, arrivals, changes):
    """Cars come at the given seconds; the light changes at others. At the end all cars are given up that still wait."""

    async def car(name, second):
        await asyncio.sleep(second)
        await light.wait_for_green()
        await drive(name)

    light = submission.Light()
    cars = [asyncio.create_task(car(name, second)) for name, second in arrivals]
    now = 0
    for second, colour in changes:
        await asyncio.sleep(second - now)
        now = second
        if colour == "green":
            light.turn_green()
        else:
            light.turn_red()
    await asyncio.wait(cars, timeout=20)
    for one in cars:
        one.cancel()
    for outcome in await asyncio.gather(*cars, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome


def rounded(seconds):
    seconds = round(seconds, 6)
    return int(seconds) if seconds == int(seconds) else seconds


def drives(run, arrivals, changes):
    """Which car drove when; the run must have come to its end."""
    drive = probe("drive")
    seen = run(watch_the_crossing, drive=drive, arrivals=arrivals, changes=changes)
    assert seen.value is None, "The light could not be watched to the end."
    drove = {call.args[0]: rounded(call.entered) for call in drive.calls}
    return {name: drove[name] for name, _ in arrivals if name in drove}


def test_waiting_cars_drive_at_once(run):
    drove = drives(run, [("van", 0), ("bus", 0.5), ("taxi", 2)], [(3.14159, "green")])
    assert drove == {"van": 3.14159, "bus": 3.14159, "taxi": 3.14159}, (
        "Three cars came at seconds 0, 0.5 and 2. The light turned green at second 3.14159. These are the cars that "
        "drove, each with the second."
    )


def test_green_light_does_not_stop(run):
    drove = drives(run, [("van", 0), ("bus", 3), ("taxi", 4.5)], [(2, "green")])
    assert drove == {"van": 2, "bus": 3, "taxi": 4.5}, (
        "The light turned green at second 2 and stayed green. The bus came at second 3, the taxi at second 4.5. These "
        "are the cars that drove, each with the second."
    )


def test_red_stops_those_who_come(run):
    drove = drives(
        run,
        [("van", 1), ("bus", 4), ("taxi", 5), ("tram", 7), ("bike", 12)],
        [(2, "green"), (3, "red"), (6, "green"), (8, "red"), (14.7, "green")],
    )
    assert drove == {"van": 2, "bus": 6, "taxi": 6, "tram": 7, "bike": 14.7}, (
        "The light was green from second 2 to 3, from 6 to 8, and again from 14.7. The cars came at seconds 1, 4, 5, 7 "
        "and 12. These are the cars that drove, each with the second."
    )


def test_same_colour_again(run):
    drove = drives(
        run,
        [("van", 0.25), ("bus", 4), ("taxi", 8)],
        [(0.5, "red"), (2, "green"), (3, "green"), (5, "red"), (6, "red"), (9.5, "green"), (10, "green")],
    )
    assert drove == {"van": 2, "bus": 4, "taxi": 9.5}, (
        "The light was turned red at second 0.5, green at 2 and 3, red at 5 and 6, green at 9.5 and 10. The cars came "
        "at seconds 0.25, 4 and 8. These are the cars that drove, each with the second."
    )
