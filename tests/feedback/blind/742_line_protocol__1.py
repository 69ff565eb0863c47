# exercise: line-protocol
# cause: Only one line is taken per data_received (if instead of while), so lines that arrive together in one piece are not all answered.
# line: 21
import asyncio


class Lines(asyncio.Protocol):
    """Answers each line of a connection; `done` gets the number of lines."""

    def __init__(self, answer, done):
        self.answer = answer
        self.done = done

    def connection_made(self, transport):
        self.transport = transport
        self.buffer = b""
        self.count = 0

    def data_received(self, data):
        self.buffer += data
        if b"\n" in self.buffer:
            line, self.buffer = self.buffer.split(b"\n", 1)
            reply = self.answer(line.decode())
            self.transport.write(reply.encode() + b"\n")
            self.count += 1

    def connection_lost(self, error):
        if self.done.cancelled():
            return
        if error is None:
            self.done.set_result(self.count)
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
