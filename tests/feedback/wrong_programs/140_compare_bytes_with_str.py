# cause: the line read is bytes with a newline, but it is compared with the str "quit"
# line: 9
# shows: prints "unknown command" instead of "goodbye"
# meant: answer quit with goodbye
import asyncio

async def on_connect(reader, writer):
    command = await reader.readline()
    if command == "quit":
        writer.write(b"goodbye\n")
    else:
        writer.write(b"unknown command\n")
    await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(on_connect, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    r, w = await asyncio.open_connection("127.0.0.1", port)
    w.write(b"quit\n")
    print((await r.readline()).decode().strip())
    w.close()

asyncio.run(main())
