# cause: write is called over and over without await writer.drain(), so everything piles up in the buffer
# line: 16
# shows: prints that tens of megabytes lie in the write buffer ("piled up: True")
# meant: send with a small buffer
import asyncio

async def lazy_reader(reader, writer):
    await asyncio.sleep(0.3)
    writer.close()

async def main():
    server = await asyncio.start_server(lazy_reader, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(40):
        writer.write(b"x" * 1_000_000)
    size = writer.transport.get_write_buffer_size()
    print("piled up:", size > 20_000_000)
    writer.transport.abort()
    await asyncio.sleep(0.5)

asyncio.run(main())
