# cause: self.connect() is not awaited, so the connection is never made
# line: 17
# shows: prints "connected: False" and a never awaited warning
# meant: print "connected: True"
import asyncio

class Client:
    def __init__(self, host):
        self.host = host
        self.connected = False

    async def connect(self):
        await asyncio.sleep(0.1)
        self.connected = True

    async def start(self):
        self.connect()
        print("connected:", self.connected)

asyncio.run(Client("localhost").start())
