# exercise: length-prefix
# cause: read(length) returns whatever is there, so a message that arrives in pieces, or is cut off, comes back incomplete.
# line: 23
import asyncio


async def send(writer, message):
    """Send a message, its length first."""
    writer.write(len(message).to_bytes(4, "big"))
    writer.write(message)
    await writer.drain()


async def receive(reader):
    """The next message, or None at the end of the stream."""
    try:
        head = await reader.readexactly(4)
    except asyncio.IncompleteReadError as e:
        if e.partial == b"":
            return None
        raise
    length = int.from_bytes(head, "big")
    message = await reader.read(length)
    return message


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
