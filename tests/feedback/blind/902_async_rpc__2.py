# exercise: async-rpc
# cause: The number is made from how many calls wait just now, so after a call has ended a new one can get the number of another that still waits, and replies are mixed up.
# line: 30
import asyncio
import contextlib
import itertools
import json
import socket


class RpcError(Exception):
    """The other side could not do what it was asked."""


class Client:
    """Calls over one connection."""

    def __init__(self, reader, writer):
        self._reader = reader
        self._writer = writer
        self._boxes = {}  # number of the call -> future for the whole reply
        self._lost = False
        self._listener = asyncio.ensure_future(self._listen())
        self._listener.add_done_callback(self._hang_up)

    async def call(self, method, params, timeout):
        """Send a question and wait for the reply with the same number."""
        if self._lost:
            raise ConnectionError("nobody is there any more")
        number = len(self._boxes) + 1
        box = asyncio.get_running_loop().create_future()
        self._boxes[number] = box
        try:
            self._write(id=number, method=method, params=params)
            done, _ = await asyncio.wait([box], timeout=timeout)
            if not done:
                self._write(cancel=number)
                raise TimeoutError
            reply = box.result()
        except asyncio.CancelledError:
            self._write(cancel=number)
            raise
        finally:
            self._boxes.pop(number, None)
        if "error" in reply:
            raise RpcError(reply["error"])
        return reply["result"]

    async def close(self):
        self._listener.cancel()
        await asyncio.wait([self._listener])
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    def _write(self, **message):
        line = json.dumps(message) + "\n"
        self._writer.write(line.encode("utf-8"))

    async def _listen(self):
        with contextlib.suppress(OSError):
            while line := await self._reader.readline():
                reply = json.loads(line)
                box = self._boxes.get(reply.get("id"))
                if box is not None and not box.done():
                    box.set_result(reply)

    def _hang_up(self, listener):
        # however the listener ended: nothing will be heard any more
        self._lost = True
        for box in self._boxes.values():
            if not box.done():
                box.set_exception(ConnectionError("the line is dead"))


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
