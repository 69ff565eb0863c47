# exercise: async-rpc
# cause: a late reply finds no future under its number, pop() raises a KeyError, and the task that reads ends; from then on no call gets a reply
# line: 38
import asyncio
import itertools
import json
import socket


class RpcError(Exception):
    """The other side could not do what it was asked."""


class Client:
    """Calls over one connection."""

    def __init__(self, reader, writer):
        self.reader = reader
        self.writer = writer
        self.numbers = itertools.count(1)
        self.waiting = {}
        self.lost = False
        self.task = asyncio.create_task(self.read())

    def send(self, message):
        self.writer.write(json.dumps(message).encode() + b"\n")

    def hang_up(self):
        self.lost = True
        for future in self.waiting.values():
            if not future.done():
                future.set_exception(ConnectionError("connection lost"))

    async def read(self):
        try:
            async for line in self.reader:
                message = json.loads(line)
                future = self.waiting.pop(message["id"])
                if future.done():
                    continue
                if "error" in message:
                    future.set_exception(RpcError(message["error"]))
                else:
                    future.set_result(message["result"])
        except (OSError, ValueError):
            pass
        finally:
            self.hang_up()

    async def call(self, method, params, timeout):
        if self.lost:
            raise ConnectionError("connection lost")
        number = next(self.numbers)
        future = asyncio.get_running_loop().create_future()
        self.waiting[number] = future
        try:
            self.send({"id": number, "method": method, "params": params})
            async with asyncio.timeout(timeout):
                return await future
        except (TimeoutError, asyncio.CancelledError):
            self.send({"cancel": number})
            raise
        finally:
            self.waiting.pop(number, None)

    async def close(self):
        self.hang_up()
        self.task.cancel()
        await asyncio.wait([self.task])
        self.writer.close()
        try:
            await self.writer.wait_closed()
        except OSError:
            pass


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
