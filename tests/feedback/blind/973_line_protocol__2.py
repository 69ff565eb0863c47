# exercise: line-protocol
# cause: when the connection is lost by an error nobody asks if done was cancelled, and set_exception then raises InvalidStateError
# line: 33, 34
import asyncio


class Lines(asyncio.Protocol):
    """Answers each line of a connection; `done` gets the number of lines."""

    def __init__(self, answer, done):
        self.answer = answer
        self.done = done

    def connection_made(self, transport):
        self.out = transport
        self.answered = 0
        self.buffer = bytearray()

    def reply(self, raw):
        """Answer one line, given as bytes without the line end."""
        text = self.answer(str(raw, "utf-8"))
        self.out.write(f"{text}\n".encode("utf-8"))
        self.answered += 1

    def data_received(self, data):
        *complete, tail = (self.buffer + data).split(b"\n")
        self.buffer = tail
        for raw in complete:
            self.reply(raw)

    def connection_lost(self, error):
        if error:
            self.done.set_exception(error)
        elif not self.done.cancelled():
            self.done.set_result(self.answered)


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
