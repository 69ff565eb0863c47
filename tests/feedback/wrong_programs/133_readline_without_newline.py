# cause: the client sends no newline, so the server's readline() waits for ever (and so does the client)
# line: 17
# shows: hangs for ever after "sent"
# meant: echo the word
import asyncio

async def echo(reader, writer):
    line = await reader.readline()
    writer.write(line)
    await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    r, w = await asyncio.open_connection("127.0.0.1", port)
    w.write(b"hello")
    await w.drain()
    print("sent")
    print("back:", (await r.readline()).decode())
    w.close()

asyncio.run(main())
