# exercise: echo-server
# cause: handle never awaits writer.drain(), so it goes on writing to a client that reads nothing, and the buffer grows without limit
# line: 10
import asyncio


async def handle(reader, writer):
    """Answer each line of a client in capital letters, to the last one."""
    while line := await reader.readline():
        writer.write(line.upper())
    writer.close()
    await writer.wait_closed()


async def start(port):
    """Start a server on this port of this machine, and return it."""
    return await asyncio.start_server(handle, "127.0.0.1", port)


async def main():
    server = await start(0)             # port 0: any that is free
    host, port = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(host, port)
    for line in (b"tea\n", b"cake\n"):
        writer.write(line)
        await writer.drain()
        print(await reader.readline())
    writer.close()
    await writer.wait_closed()
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
