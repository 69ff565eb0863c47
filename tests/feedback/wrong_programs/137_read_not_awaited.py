# cause: reader.readline() is not awaited in the handler
# line: 8
# shows: the handler fails with AttributeError: 'coroutine' object has no attribute 'decode' (logged), and the client hangs for ever waiting for the reply
# meant: reply in capital letters
import asyncio

async def shout(reader, writer):
    text = reader.readline().decode()
    writer.write(text.upper().encode())
    await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(shout, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    r, w = await asyncio.open_connection("127.0.0.1", port)
    w.write(b"hush\n")
    print(await r.readline())

asyncio.run(main())
