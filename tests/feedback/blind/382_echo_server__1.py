# exercise: echo-server
# cause: drain is not awaited, so it never runs
# line: 13
import asyncio


async def handle(reader, writer):
    while True:
        line = await reader.readline()
        if line == b"":
            break
        writer.write(line.upper())
        writer.drain()
    writer.close()
    await writer.wait_closed()


async def start(port):
    return await asyncio.start_server(handle, "127.0.0.1", port)
