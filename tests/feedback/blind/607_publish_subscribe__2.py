# exercise: publish-subscribe
# cause: The try stands around the whole loop, so the first full inbox ends it and the subscribers behind it do not get the message.
# line: 27, 28, 30
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
        q = asyncio.Queue(self.size)
        self.topics.setdefault(topic, []).append(q)
        try:
            yield q
        finally:
            self.topics[topic].remove(q)

    def publish(self, topic, message):
        """Put a message into the inbox of each subscriber of a topic."""
        try:
            for q in self.topics.get(topic, []):
                q.put_nowait(message)
        except asyncio.QueueFull:
            q.get_nowait()
            q.put_nowait(message)

    def count(self, topic):
        """How many subscribers a topic has now."""
        return len(self.topics.get(topic, []))


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
