# exercise: line-protocol
# cause: Each piece is decoded by itself, with errors ignored, so a letter whose bytes come in two pieces is lost; the bytes must be collected and a whole line decoded.
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
        self.rest += data.decode("utf-8", errors="ignore")
        *lines, self.rest = self.rest.split("\n")
        for line in lines:
            self.transport.write((self.answer(line) + "\n").encode())
            self.number += 1

    def connection_lost(self, error):
        if self.done.done():
            return
        if error:
            self.done.set_exception(error)
        else:
            self.done.set_result(self.number)


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
