# cause: nobody listens on the port: the server's coroutine is made but never awaited
# line: 14
# shows: raises ConnectionRefusedError, with a never awaited warning
# meant: connect to the own server
import asyncio

PORT = 18077

async def handle(reader, writer):
    writer.write(b"welcome\n")
    writer.close()

async def main():
    asyncio.start_server(handle, "127.0.0.1", PORT)
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    print(await reader.readline())
    writer.close()

asyncio.run(main())
