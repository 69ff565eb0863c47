import asyncio


async def serve(reader, writer):
    while (line := await reader.readline()) != "stop":
        if not line:
            break
        writer.write(line)
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"stop\n")
    print(await reader.readline())
    writer.close()
    await writer.wait_closed()
    server.close()


asyncio.run(main())
