# cause: main returns right after start_server; nothing keeps the server running (serve_forever is missing)
# line: 14
# shows: prints "serving" and ends at once
# meant: serve until stopped
import asyncio

async def hello(reader, writer):
    writer.write(b"hello\n")
    await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(hello, "127.0.0.1", 0)
    print("serving")

asyncio.run(main())
