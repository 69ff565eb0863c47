# exercise: length-prefix
# cause: every incomplete length is taken for the end, also when one to three of its bytes did come and the message was cut off
# line: 17, 18
import asyncio


async def send(writer, message):
    """Send a message, its length first."""
    writer.write(len(message).to_bytes(4, "big") + message)
    await writer.drain()


async def receive(reader):
    """The next message, or None at the end of the stream."""
    try:
        size = await reader.readexactly(4)
    except asyncio.IncompleteReadError:
        return None
    return await reader.readexactly(int.from_bytes(size, "big"))


async def serve(reader, writer):
    while (message := await receive(reader)) is not None:
        await send(writer, message[::-1])
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    for message in (b"stressed", b"two\nlines", b""):
        await send(writer, message)
        print(await receive(reader))
    writer.close()
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
