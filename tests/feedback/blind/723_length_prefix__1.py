# exercise: length-prefix
# cause: The body is read in the same try, so if the stream ends right behind the length (partial is empty) None is returned instead of an EOFError.
# line: 15, 17, 18, 19, 21
import asyncio


async def send(writer, message):
    """Send a message, its length first."""
    writer.write(len(message).to_bytes(4, "big") + message)
    await writer.drain()


async def receive(reader):
    """The next message, or None at the end of the stream."""
    try:
        header = await reader.readexactly(4)
        return await reader.readexactly(int.from_bytes(header, "big"))
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise
        return None


async def serve(reader, writer):
    while (message := await receive(reader)) is not None:
        await send(writer, message[::-1])
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address)
    for message in (b"stressed", b"two\nlines", b""):
        await send(writer, message)
        print(await receive(reader))
    writer.close()
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
