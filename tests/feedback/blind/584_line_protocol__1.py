# exercise: line-protocol
# cause: only one line is taken out of the buffer for each piece of data, so further lines that arrived together are not answered
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
            self.transport.write(self.answer(line.decode()).encode() + b"\n")
            self.count += 1

    def connection_lost(self, error):
        if self.done.done():
            return
        if error is None:
            self.done.set_result(self.count)
        else:
            self.done.set_exception(error)


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    server = await loop.create_server(lambda: Lines(str.title, done), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"a cup of tea\nno milk\n")
    for _ in range(2):
        print(await reader.readline())
    writer.close()
    print(await done, "lines")
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
