# exercise: publish-subscribe
# cause: a full inbox drops the new message instead of the oldest
# line: 26, 27
import asyncio
import contextlib


class Bus:
    def __init__(self, size):
        self.size = size
        self.topics = {}

    @contextlib.asynccontextmanager
    async def subscribe(self, topic):
        inbox = asyncio.Queue(self.size)
        self.topics.setdefault(topic, set()).add(inbox)
        try:
            yield inbox
        finally:
            self.topics[topic].discard(inbox)

    def publish(self, topic, message):
        for inbox in self.topics.get(topic, ()):
            try:
                inbox.put_nowait(message)
            except asyncio.QueueFull:
                pass

    def count(self, topic):
        return len(self.topics.get(topic, ()))
