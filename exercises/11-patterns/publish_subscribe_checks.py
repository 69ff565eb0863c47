"""Hidden checks of publish-subscribe."""

import asyncio
import contextlib

from grader.checks import probe, scenario


@scenario
async def hand_out(submission, size, readers, letters, note):
    """Readers subscribe at some second and pause after each message; letters are published at others.

    Nothing happens twice at the same time, apart from the messages for many readers.
    """
    bus = submission.Bus(size)
    loop = asyncio.get_running_loop()

    async def read(name, topic, second, pause):
        await asyncio.sleep(second)
        async with bus.subscribe(topic) as inbox:
            while True:
                note(name, await inbox.get(), loop.time())
                await asyncio.sleep(pause)

    tasks = [asyncio.create_task(read(*reader)) for reader in readers]
    for second, topic, message in letters:
        await asyncio.sleep(second - loop.time())
        bus.publish(topic, message)
    await asyncio.wait(tasks, timeout=200)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks, timeout=10)


@scenario
async def publish_to_many(submission):
    """Publish with and without subscribers; tell how many calls only made a coroutine object, and how long it took."""
    bus = submission.Bus(1)
    loop = asyncio.get_running_loop()
    given = [bus.publish("weather", "sun")]
    async with bus.subscribe("weather"), bus.subscribe("weather"), bus.subscribe("news"):
        given += [bus.publish("weather", number) for number in range(5)]
        given.append(bus.publish("sports", "goal"))
    return sum(map(asyncio.iscoroutine, given)), loop.time()


@scenario
async def come_and_go(submission):
    """The number of subscribers of a topic while three come and go."""
    bus = submission.Bus(3)
    counts = [bus.count("weather")]

    async def listen():
        async with bus.subscribe("weather") as inbox:
            await inbox.get()

    async with bus.subscribe("weather"):
        counts.append(bus.count("weather"))
        task = asyncio.create_task(listen())
        await asyncio.sleep(1)
        counts.append(bus.count("weather"))
        with contextlib.suppress(KeyError):
            async with bus.subscribe("weather"):
                counts.append(bus.count("weather"))
                counts.append({}["weather"])
        counts.append(bus.count("weather"))
        task.cancel()
        await asyncio.wait([task])
        counts.append(bus.count("weather"))
        async with bus.subscribe("news"):
            counts.append(bus.count("weather"))
    counts.append(bus.count("weather"))
    return counts


def read_by(run, size, readers, letters):
    """What each reader read, and when."""
    note = probe("note", sync=True)
    run(hand_out, size=size, readers=readers, letters=letters, note=note)
    read = {reader[0]: [] for reader in readers}
    for call in note.calls:
        read[call.args[0]].append(call.args[1:])
    return read


def test_gets_messages(run):
    letters = [(1, "weather", "sun"), (3, "news", "election"), (4, "weather", "rain"), (6, "weather", "snow")]
    read = read_by(run, 10, [("Ann", "weather", 2, 0), ("Bill", "news", 0, 0)], letters)
    assert read == {"Ann": [("rain", 4.0), ("snow", 6.0)], "Bill": [("election", 3.0)]}, (
        "Ann subscribed to `weather` at second 2, Bill to `news` at second 0. Messages for `weather` were published at "
        "seconds 1, 4 and 6, and one for `news` at second 3. This is what each of them read, and when."
    )


def test_each_gets_all(run):
    readers = [("Ann", "weather", 0, 0.5), ("Chloe", "weather", 0, 1000), ("Bill", "weather", 0, 0.5)]
    letters = [(second, "weather", f"day {second}") for second in (1, 2, 3, 4)]
    read = read_by(run, 2, readers, letters)
    everything = [(f"day {second}", float(second)) for second in (1, 2, 3, 4)]
    assert read == {"Ann": everything, "Bill": everything, "Chloe": everything[:1]}, (
        "Three tasks subscribed with room for 2 messages each, and four messages were published. Ann and Bill read at "
        "once; Chloe read one and then rested. This is what each of them read, and when."
    )


def test_drops_the_oldest(run):
    letters = [(second, "weather", f"day {second}") for second in (1, 2, 3, 4, 5, 6)]
    read = read_by(run, 3, [("Ann", "weather", 0, 10)], letters)
    assert read == {"Ann": [("day 1", 1.0), ("day 4", 11.0), ("day 5", 21.0), ("day 6", 31.0)]}, (
        "The inbox had room for 3 messages. Six were published, one each second; Ann took 10 seconds for each that she "
        "read. This is what she read, and when."
    )


def test_publish_returns_at_once(run):
    assert run(publish_to_many).value == (0, 0.0), (
        "Seven messages were published, with and without subscribers, to inboxes with room for 1. This is how many of "
        "the "
        "calls only made a coroutine object, and the second at which all were done."
    )


def test_forgets_who_leaves(run):
    assert run(come_and_go).value == [0, 1, 2, 3, 2, 1, 1, 0], (
        "Subscribers came and went: one block ended by an error, one by a cancellation, one well. These are the "
        "numbers "
        "of subscribers that `count` gave in between."
    )
