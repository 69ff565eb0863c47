# exercise: publish-subscribe
# cause: the inbox is forgotten only after an Exception or a normal end; a cancellation (CancelledError) is no Exception and leaves the inbox on the bus
# line: 21, 22, 25
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
        inbox = asyncio.Queue(self.size)
        self.topics.setdefault(topic, []).append(inbox)
        try:
            yield inbox
        except Exception:
            self.topics[topic].remove(inbox)
            raise
        self.topics[topic].remove(inbox)

    def publish(self, topic, message):
        """Put a message into the inbox of each subscriber of a topic."""
        for inbox in self.topics.get(topic, []):
            if inbox.full():
                inbox.get_nowait()
            inbox.put_nowait(message)

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
