# exercise: publish-subscribe
# cause: when the inbox is full the oldest message is taken out, but the new one is not put in afterwards, so it is lost
# line: 30, 31, 32
import asyncio
import contextlib


class Bus:
    """Hands each message to all who have subscribed to its topic."""

    def __init__(self, size):
        self.size = size
        self.topics = {}

    @contextlib.asynccontextmanager
    async def subscribe(self, topic):
        """An inbox for the messages of a topic, for the time of a block."""
        inbox = asyncio.Queue(maxsize=self.size)
        inboxes = self.topics.setdefault(topic, set())
        inboxes.add(inbox)
        try:
            yield inbox
        finally:
            inboxes.remove(inbox)

    def publish(self, topic, message):
        """Put a message into the inbox of each subscriber of a topic."""
        for inbox in self.topics.get(topic, set()):
            try:
                inbox.put_nowait(message)
            except asyncio.QueueFull:
                inbox.get_nowait()  # the oldest makes room

    def count(self, topic):
        """How many subscribers a topic has now."""
        return len(self.topics.get(topic, ()))


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
