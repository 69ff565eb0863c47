# exercise: line-protocol
# cause: each piece is decoded by itself, so a letter of several bytes that is cut in two raises a UnicodeDecodeError
# line: 20
import asyncio


class Lines(asyncio.Protocol):
    """Answers each line of a connection; `done` gets the number of lines."""

    def __init__(self, answer, done):
        self.answer = answer
        self.done = done

    def connection_made(self, transport):
        self.transport = transport
        self.text = ""
        self.lines = 0

    def data_received(self, data):
        self.text += data.decode("utf-8")
        *lines, self.text = self.text.split("\n")
        for line in lines:
            self.transport.write((self.answer(line) + "\n").encode("utf-8"))
            self.lines += 1

    def connection_lost(self, error):
        if not self.done.done():
            if error:
                self.done.set_exception(error)
            else:
                self.done.set_result(self.lines)


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
