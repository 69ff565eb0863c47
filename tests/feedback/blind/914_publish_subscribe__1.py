# exercise: publish-subscribe
# cause: The inbox is removed without try and finally, so a subscriber whose block ends by an error or a cancellation is counted for ever.
# line: 20, 21
import asyncio
import contextlib


class Bus:
    """Hands each message to all who have subscribed to its topic."""

    def __init__(self, size):
        self.size = size
        self.inboxes = {}

    @contextlib.asynccontextmanager
    async def subscribe(self, topic):
        """An inbox for the messages of a topic, for the time of a block."""
        inbox = asyncio.Queue(maxsize=self.size)
        self.inboxes.setdefault(topic, []).append(inbox)
        yield inbox
        self.inboxes[topic].remove(inbox)

    def publish(self, topic, message):
        """Put a message into the inbox of each subscriber of a topic."""
        for inbox in self.inboxes.get(topic, []):
            if inbox.full():
                inbox.get_nowait()
            inbox.put_nowait(message)

    def count(self, topic):
        """How many subscribers a topic has now."""
        return len(self.inboxes.get(topic, []))


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
