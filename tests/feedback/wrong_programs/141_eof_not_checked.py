# cause: at the end of the stream readline() returns b"" at once, for ever; the loop does not check for it
# line: 15, 16
# shows: prints the line once and then loops for ever (busy)
# meant: stop when the other side has closed
import asyncio

async def speaker(reader, writer):
    writer.write(b"only line\n")
    writer.close()

async def main():
    server = await asyncio.start_server(speaker, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while True:
        line = await reader.readline()
        if line:
            print(line.decode().strip())

asyncio.run(main())
