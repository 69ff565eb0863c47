# exercise: line-protocol
# cause: each piece is decoded as it arrives, so a letter of two bytes that is cut in half between two pieces raises a UnicodeDecodeError
# line: 20
import asyncio


class Lines(asyncio.Protocol):
    """Answers each line of a connection; `done` gets the number of lines."""

    def __init__(self, answer, done):
        self.answer = answer
        self.done = done

    def connection_made(self, transport):
        self.transport = transport
        self.rest = ""
        self.number = 0

    def data_received(self, data):
        self.rest += data.decode()
        while "\n" in self.rest:
            line, self.rest = self.rest.split("\n", 1)
            self.transport.write(self.answer(line).encode() + b"\n")
            self.number += 1

    def connection_lost(self, error):
        if self.done.cancelled():
            return
        if error is None:
            self.done.set_result(self.number)
        else:
            self.done.set_exception(error)


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    server = await loop.create_server(
        lambda: Lines(str.title, done), "127.0.0.1", 0
    )
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"a cup of tea\nno milk\n")
    for _ in range(2):
        print(await reader.readline())
    writer.close()
    print(await done, "lines")
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
