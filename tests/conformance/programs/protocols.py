import asyncio


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        print("made")

    def data_received(self, data):
        self.transport.write(data * 2)

    def eof_received(self):
        print("eof")


class Client(asyncio.Protocol):
    def __init__(self, done):
        self.done = done
        self.data = b""

    def connection_made(self, transport):
        transport.write(b"ping")
        transport.write_eof()

    def data_received(self, data):
        self.data += data

    def connection_lost(self, error):
        self.done.set_result((self.data, error))


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 0)
    done = loop.create_future()
    await loop.create_connection(lambda: Client(done), *server.sockets[0].getsockname())
    print(await done)
    server.close()


asyncio.run(main())
