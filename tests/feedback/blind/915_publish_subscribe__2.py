# exercise: publish-subscribe
# cause: The event is cleared after each message even if more lie in the inbox, so get waits for the next publish although there is a message to read.
# line: 24
import asyncio
import collections
import contextlib


class Inbox:
    """Keeps the newest letters of one subscriber."""

    def __init__(self, size):
        self.letters = collections.deque(maxlen=size)  # drops the oldest
        self.arrived = asyncio.Event()

    def drop_in(self, letter):
        self.letters.append(letter)
        self.arrived.set()

    async def get(self):
        """The oldest letter that is still there."""
        while True:
            await self.arrived.wait()
            self.arrived.clear()
            if self.letters:
                return self.letters.popleft()


class Bus:
    """Hands each message to all who have subscribed to its topic."""

    def __init__(self, size):
        self.size = size
        self.subscribers = []  # pairs of topic and inbox

    @contextlib.asynccontextmanager
    async def subscribe(self, topic):
        """An inbox for the messages of a topic, for the time of a block."""
        inbox = Inbox(self.size)
        pair = (topic, inbox)
        self.subscribers.append(pair)
        with contextlib.ExitStack() as stack:
            stack.callback(self.subscribers.remove, pair)
            yield inbox

    def publish(self, topic, message):
        """Put a message into the inbox of each subscriber of a topic."""
        for wanted, inbox in self.subscribers:
            if wanted == topic:
                inbox.drop_in(message)

    def count(self, topic):
        """How many subscribers a topic has now."""
        return sum(wanted == topic for wanted, _ in self.subscribers)


async def main():
    bus = Bus(size=2)

    async def read(name, pause):
        async with bus.subscribe("weather") as inbox:
            for _ in range(3):
                print(name, "reads:", await inbox.get())
                await asyncio.sleep(pause)

    async with asyncio.TaskGroup() as group:
        group.create_task(read("Ann", 0.1))
        group.create_task(read("Bill", 3))
        for weather in ("sun", "clouds", "rain", "snow", "fog"):
            await asyncio.sleep(1)
            bus.publish("weather", weather)


if __name__ == "__main__":
    asyncio.run(main())
