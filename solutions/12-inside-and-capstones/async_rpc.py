import asyncio
import itertools
import json
import socket


class RpcError(Exception):
    """The other side could not do what it was asked."""


class Client:
    """Calls over one connection."""

    def __init__(self, reader, writer):
        self.writer = writer
        self.numbers = itertools.count()
        self.waiting = {}
        self.reading = asyncio.create_task(self.read(reader))

    def send(self, **message):
        self.writer.write(json.dumps(message).encode() + b"\n")

    async def read(self, reader):
        try:
            while line := await reader.readline():
                reply = json.loads(line)
                future = self.waiting.pop(reply["id"], None)
                if future is None:
                    continue
                if "error" in reply:
                    future.set_exception(RpcError(reply["error"]))
                else:
                    future.set_result(reply["result"])
        except OSError:
            pass
        finally:
            for future in self.waiting.values():
                future.set_exception(ConnectionError())

    async def call(self, method, params, timeout):
        if self.reading.done():
            raise ConnectionError()
        number = next(self.numbers)
        self.waiting[number] = asyncio.get_running_loop().create_future()
        self.send(id=number, method=method, params=params)
        try:
            async with asyncio.timeout(timeout):
                return await self.waiting[number]
        except (TimeoutError, asyncio.CancelledError):
            self.send(cancel=number)
            raise
        finally:
            self.waiting.pop(number, None)

    async def close(self):
        self.reading.cancel()
        await asyncio.wait([self.reading])
        self.writer.close()


async def main():
    async def serve(reader, writer):
        async for line in reader:
            request = json.loads(line)
            print("server:", request)
            if "method" in request and request["method"] != "sleep":
                reply = {"id": request["id"], "result": sum(request["params"])}
                writer.write(json.dumps(reply).encode() + b"\n")

    here, there = socket.socketpair()
    far_end = await asyncio.open_connection(sock=there)
    server = asyncio.create_task(serve(*far_end))
    client = Client(*await asyncio.open_connection(sock=here))
    print(await client.call("add", [1, 2, 3], timeout=1))
    try:
        await client.call("sleep", [9], timeout=0.5)
    except TimeoutError:
        print("no reply")
    await client.close()
    await server


if __name__ == "__main__":
    asyncio.run(main())
