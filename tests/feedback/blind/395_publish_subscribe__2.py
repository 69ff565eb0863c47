# exercise: publish-subscribe
# cause: the yield has no try/finally, so a subscriber whose block fails is never forgotten
# line: 18, 19
import asyncio
import contextlib


class Bus:
    def __init__(self, size):
        self.size = size
        self.topics = {}

    @contextlib.asynccontextmanager
    async def subscribe(self, topic):
        inbox = asyncio.Queue(maxsize=self.size)
        subscribers = self.topics.setdefault(topic, [])
        subscribers.append(inbox)
        yield inbox
        subscribers.remove(inbox)

    def publish(self, topic, message):
        for inbox in self.topics.get(topic, []):
            if inbox.full():
                inbox.get_nowait()
            inbox.put_nowait(message)

    def count(self, topic):
        return len(self.topics.get(topic, []))
