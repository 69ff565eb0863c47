# cause: writer.write wants bytes, a str is passed
# line: 15
# shows: raises TypeError: data argument must be a bytes-like object, not 'str'
# meant: send the greeting
import asyncio

async def on_client(reader, writer):
    print("server got", await reader.readline())
    writer.close()

async def main():
    server = await asyncio.start_server(on_client, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write("good morning\n")
    await writer.drain()
    writer.close()
    await asyncio.sleep(0.1)

asyncio.run(main())
