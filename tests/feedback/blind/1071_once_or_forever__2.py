# exercise: once-or-forever
# cause: weather makes a loop of its own for the station but never closes it, so each call leaves an open loop behind.
# line: 28, 29
import asyncio


class Radio:
    """Keeps one line open on a loop of its own."""

    def __init__(self, connect):
        self.loop = asyncio.new_event_loop()
        self.line = self.loop.run_until_complete(connect())

    def ask(self, question):
        """One question, one answer; the line stays open."""
        answer = self.loop.run_until_complete(self.line(question))
        return answer

    def listen(self):
        """Let the loop work until somebody stops it."""
        self.loop.run_forever()

    def close(self):
        self.loop.close()


def run_on_own_loop(work):
    loop = asyncio.new_event_loop()
    return loop.run_until_complete(work)


def weather(station):
    """One answer, and nothing is left behind."""
    return run_on_own_loop(station())


async def connect_slowly():
    await asyncio.sleep(1)
    return answer_slowly


async def answer_slowly(question):
    await asyncio.sleep(1)
    return "I heard: " + question


async def roof_station():
    return "rain"


if __name__ == "__main__":
    radio = Radio(connect_slowly)
    print(radio.ask("Who is there?"))
    radio.loop.call_later(1, radio.loop.stop)
    radio.listen()
    print(radio.ask("Still there?"))
    radio.close()
    print(weather(roof_station))
