# cause: drain() is a coroutine and is not awaited
# line: 17
# shows: works by luck: prints "echo ok" but with a RuntimeWarning: coroutine 'StreamWriter.drain' was never awaited
# meant: flush the line before reading the answer
import asyncio

async def echo(rd, wr):
    wr.write(await rd.readline())
    await wr.drain()
    wr.close()

async def main():
    srv = await asyncio.start_server(echo, "127.0.0.1", 0)
    address = srv.sockets[0].getsockname()
    rd, wr = await asyncio.open_connection(*address)
    wr.write(b"ok\n")
    wr.drain()
    print("echo", (await rd.readline()).decode().strip())
    wr.close()

asyncio.run(main())
