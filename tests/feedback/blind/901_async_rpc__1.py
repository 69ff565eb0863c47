# exercise: async-rpc
# cause: A reply to a call that is no longer pending raises a KeyError in the reading task instead of being ignored, so the reader ends and all other calls fail.
# line: 28
import asyncio
import itertools
import json
import socket


class RpcError(Exception):
    """The other side could not do what it was asked."""


class Client:
    """Calls over one connection."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.numbers = itertools.count(1)
        self.pending = {}
        self.closed = False
        self.task = asyncio.create_task(self._read())

    async def _read(self):
        try:
            async for line in self.reader:
                reply = json.loads(line)
                future = self.pending[reply["id"]]
                if future.done():
                    continue
                if "error" in reply:
                    future.set_exception(RpcError(reply["error"]))
                else:
                    future.set_result(reply["result"])
        except OSError:
            pass
        finally:
            self._fail()

    def _fail(self):
        self.closed = True
        for future in self.pending.values():
            if not future.done():
                future.set_exception(ConnectionError("connection lost"))

    def _send(self, message):
        self.writer.write(json.dumps(message).encode() + b"\n")

    async def call(self, method, params, timeout):
        if self.closed:
            raise ConnectionError("connection lost")
        number = next(self.numbers)
        future = asyncio.get_running_loop().create_future()
        self.pending[number] = future
        try:
            self._send({"id": number, "method": method, "params": params})
            async with asyncio.timeout(timeout):
                return await future
        except (TimeoutError, asyncio.CancelledError):
            self._send({"cancel": number})
            raise
        finally:
            del self.pending[number]

    async def close(self):
        self._fail()
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
