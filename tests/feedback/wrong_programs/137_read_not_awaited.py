# cause: the client does not await r.readline()
# line: 19
# shows: raises AttributeError: 'coroutine' object has no attribute 'decode'
# meant: print HUSH
import asyncio

async def shout(reader, writer):
    text = (await reader.readline()).decode()
    writer.write(text.upper().encode())
    await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(shout, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    r, w = await asyncio.open_connection("127.0.0.1", port)
    w.write(b"hush\n")
    await asyncio.sleep(0.1)
    answer = r.readline()
    print(answer.decode().strip())

asyncio.run(main())
