# cause: open_connection is not awaited
# line: 13
# shows: raises TypeError: cannot unpack non-iterable coroutine object
# meant: connect and print "connected"
import asyncio

async def handler(reader, writer):
    writer.close()

async def main():
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = asyncio.open_connection("127.0.0.1", port)
    print("connected")
    writer.close()

asyncio.run(main())
