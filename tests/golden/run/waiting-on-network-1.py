import asyncio


async def serve(reader, writer):
    print(await reader.readline())
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"hello")
    print(await reader.read())
    writer.close()
    server.close()


asyncio.run(main())
