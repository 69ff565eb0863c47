import asyncio


async def serve(reader, writer):
    size = int.from_bytes(await reader.readexactly(4), "big")
    body = await reader.readexactly(size)
    writer.write(len(body).to_bytes(4, "big") + body[::-1])
    await writer.drain()
    writer.close()


async def ask(port, text):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(len(text).to_bytes(4, "big") + text)
    await reader.readexactly(4)
    answer = await reader.read()
    writer.close()
    return answer


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(await asyncio.gather(*(ask(port, text) for text in (b"abc", b"", b"x" * 5))))
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"\0\0")
        writer.write_eof()
        print(await reader.read())
        writer.close()
    finally:
        server.close()


asyncio.run(main())
