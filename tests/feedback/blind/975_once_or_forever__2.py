# exercise: once-or-forever
# cause: listen closes the loop when it has stopped, so the line is gone and the radio cannot ask or listen again
# line: 29
import asyncio


class Radio:
    """Keeps one line open on a loop of its own."""

    def __init__(self, connect):
        self.loop = asyncio.new_event_loop()
        self.line = self.wait_for(connect)

    def wait_for(self, function, *arguments):
        """Run a coroutine function on the radio's loop."""
        return self.loop.run_until_complete(function(*arguments))

    def ask(self, question):
        """One question, one answer; the line stays open."""
        work = self.loop.create_task(self.line(question))
        self.loop.run_until_complete(work)
        return work.result()

    def listen(self):
        """Let the loop work until somebody stops it."""
        try:
            self.loop.run_forever()
        finally:
            self.close()

    def close(self):
        self.loop.close()


def weather(station):
    """One answer, and nothing is left behind."""
    with asyncio.Runner() as runner:
        return runner.run(station())


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
