# exercise: once-or-forever
# cause: ask uses asyncio.run, which makes a new loop for each question, but the line works only on the radio's own loop, on which it was opened.
# line: 16
import asyncio


class Radio:
    """Keeps one line open on a loop of its own."""

    def __init__(self, connect):
        self.loop = asyncio.new_event_loop()
        self.line = self.loop.run_until_complete(connect())

    def ask(self, question):
        """One question, one answer; the line stays open."""
        return asyncio.run(self.line(question))

    def listen(self):
        """Let the loop work until somebody stops it."""
        self.loop.run_forever()

    def close(self):
        self.loop.close()


def weather(station):
    """One answer, and nothing is left behind."""
    return asyncio.run(station())


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
