# exercise: echo-server
# cause: the end of the stream is compared with a str "", so the loop never ends
# line: 9
import asyncio


async def handle(reader, writer):
    line = await reader.readline()
    while line != "":
        writer.write(line.upper())
        await writer.drain()
        line = await reader.readline()
    writer.close()
    await writer.wait_closed()


async def start(port):
    return await asyncio.start_server(handle, "127.0.0.1", port)
