"""Hidden checks of gather-order."""

from grader.checks import probe, scenario


@scenario
async def ask_for_weather(submission, measure, cities, reader):
    found = await submission.weather(measure, cities)
    await reader()
    return found


def times(calls):
    """When the calls began, as a part of a sentence."""
    began = [f"{call.entered:g}" for call in calls]
    return f"at second {', '.join(began)}" if began else "never"


def temperatures(measure, cities):
    """What the probe gave for each city, whatever the order in which a program asked."""
    asked = [call.args for call in measure.calls]
    assert sorted(asked) == sorted((city,) for city in cities), "Ask each city exactly once."
    return {city: measure.results[asked.index((city,))] for city in cities}


def assert_dictionary(returned):
    kind = type(returned).__name__
    assert isinstance(returned, dict), f"`weather` must return a dictionary. What it returned is of type `{kind}`."


def test_each_city_has_its_own_temperature(run):
    cities = ["Lima", "Oslo", "Pune"]
    measure = probe("measure", delays=[3, 1, 2])
    seen = run(ask_for_weather, measure=measure, cities=cities, reader=probe("reader"))
    assert_dictionary(seen.value)
    assert seen.value == temperatures(measure, cities), (
        "Lima took 3 seconds to answer, Oslo 1 and Pune 2. This is the dictionary that `weather` returned, beside the one "
        "with the temperature that each city gave."
    )


def test_asks_all_at_the_same_time(run):
    measure = probe("measure", delay=4)
    seen = run(ask_for_weather, measure=measure, cities=["Lima", "Oslo", "Pune"], reader=probe("reader"))
    assert [call.entered for call in measure.calls] == [0.0, 0.0, 0.0], (
        f"All three cities must be asked at second 0. Yours were asked {times(measure.calls)}."
    )
    assert_dictionary(seen.value)
    assert len(seen.value) == 3, "There were three cities; the dictionary does not hold three."


def test_takes_as_long_as_the_slowest(run):
    cities = ["Bern", "Cork", "Doha", "Nice", "Riga"]
    measure, reader = probe("measure", delays=[2, 6, 1, 3, 5]), probe("reader")
    seen = run(ask_for_weather, measure=measure, cities=cities, reader=reader)
    assert seen.value == temperatures(measure, cities), "The temperatures of five cities are wrong or mixed up."
    assert [call.entered for call in reader.calls] == [6.0], (
        f"The dictionary must be there at second 6, with the slowest answer; yours was there {times(reader.calls)}."
    )


def test_no_city(run):
    measure = probe("measure")
    seen = run(ask_for_weather, measure=measure, cities=[], reader=probe("reader"))
    assert seen.value == {}, "With an empty list of cities the dictionary must be empty."
    assert not measure.calls, "`measure` was called, though there is no city to ask."
