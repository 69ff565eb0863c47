# exercise: echo-server
# cause: the line is stripped before it is tested, so an empty line from the client counts as the end and all lines after it get no answer
# line: 12
import asyncio
import contextlib


async def answers(reader):
    """The answer to each line of the client, as soon as the line is there."""
    while True:
        question = await reader.readline()
        if not question.strip():
            break
        yield question.upper()


async def handle(reader, writer):
    """Answer each line of a client in capital letters, to the last one."""
    async with contextlib.aclosing(answers(reader)) as replies:
        async for reply in replies:
            writer.write(reply)
            # a client that does not read has to wait
            await writer.drain()
    writer.close()
    await writer.wait_closed()


async def start(port):
    """Start a server on this port of this machine, and return it."""
    return await asyncio.start_server(handle, host="127.0.0.1", port=port)


async def main():
    server = await start(0)             # port 0: any that is free
    host, port = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(host, port)
    for line in (b"tea\n", b"cake\n"):
        writer.write(line)
        await writer.drain()
        print(await reader.readline())
    writer.close()
    await writer.wait_closed()
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
