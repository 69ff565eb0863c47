# exercise: async-rpc
# cause: The number of a call is taken from how many calls wait at the moment, so after an earlier call has ended a new one gets a number that is still in use (or was used before).
# line: 47
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
        self.tickets = {}
        self.closed = False
        self.task = asyncio.create_task(self.read_replies())

    async def read_replies(self):
        try:
            while line := await self.reader.readline():
                reply = json.loads(line)
                ticket = self.tickets.get(reply["id"])
                if ticket is not None and not ticket.done():
                    if "error" in reply:
                        ticket.set_exception(RpcError(reply["error"]))
                    else:
                        ticket.set_result(reply["result"])
        except ConnectionError:
            pass
        finally:
            self.closed = True
            for ticket in self.tickets.values():
                if not ticket.done():
                    ticket.set_exception(ConnectionError("closed"))

    def write(self, message):
        self.writer.write((json.dumps(message) + "\n").encode())

    async def call(self, method, params, timeout):
        if self.closed:
            raise ConnectionError("closed")
        number = len(self.tickets) + 1
        ticket = asyncio.get_running_loop().create_future()
        self.tickets[number] = ticket
        self.write({"id": number, "method": method, "params": params})
        try:
            return await asyncio.wait_for(ticket, timeout)
        except (TimeoutError, asyncio.CancelledError):
            self.write({"cancel": number})
            raise
        finally:
            self.tickets.pop(number, None)

    async def close(self):
        self.closed = True
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        self.writer.close()
        try:
            await self.writer.wait_closed()
        except ConnectionError:
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
