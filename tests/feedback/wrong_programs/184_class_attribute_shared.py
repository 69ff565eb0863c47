# cause: inbox is an attribute of the class and so shared by all robots
# line: 8
# shows: prints "r2 has ['for r1']" instead of an empty list
# meant: each robot has its own inbox
import asyncio

class Robot:
    inbox = []

    def __init__(self, name):
        self.name = name

    async def receive(self, message):
        await asyncio.sleep(0)
        self.inbox.append(message)

async def main():
    r1, r2 = Robot("r1"), Robot("r2")
    await r1.receive("for r1")
    print(r2.name, "has", r2.inbox)

asyncio.run(main())
