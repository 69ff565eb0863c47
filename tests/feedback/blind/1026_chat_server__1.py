# exercise: chat-server
# cause: a client is put among the clients that close() ends only when it has a name, so close() leaves the connections of clients without a name open and their handle running
# line: 33
import asyncio
import contextlib

MOST_WAITING = 100_000


class Client:
    """What the chat knows of one connection."""

    def __init__(self, writer):
        self.writer = writer
        self.task = asyncio.current_task()
        self.name = None
        self.room = None
        self.gone = False


class Chat:
    """A chat with rooms."""

    def __init__(self):
        self.clients = set()
        self.names = {}
        self.rooms = {}

    async def handle(self, reader, writer):
        client = Client(writer)
        try:
            if await self.log_in(client, reader):
                self.clients.add(client)
                await self.serve(client, reader)
        except (OSError, ValueError):
            pass            # the connection is broken
        finally:
            self.leave(client)
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
            self.clients.discard(client)

    async def read_line(self, client, reader):
        """The next line without its end, or None if there are no more."""
        line = await reader.readline()
        if client.gone or not line.endswith(b"\n"):
            return None
        return line[:-1].decode()

    async def log_in(self, client, reader):
        """Ask until the client has a name; False if it leaves before."""
        while (name := await self.read_line(client, reader)) is not None:
            if name not in self.names:
                client.name = name
                self.names[name] = client
                self.send([client], f"* hello {name}")
                return True
            self.send([client], f"* {name} is taken")
        return False

    async def serve(self, client, reader):
        while (line := await self.read_line(client, reader)) is not None:
            if line == "/quit":
                return
            if line.startswith("/join "):
                self.join(client, line.removeprefix("/join "))
            elif client.room is not None:
                others = self.rooms[client.room] - {client}
                self.send(others, f"{client.name}: {line}")

    def join(self, client, room):
        self.leave_room(client)
        if client.gone:
            return
        client.room = room
        members = self.rooms.setdefault(room, set())
        members.add(client)
        self.send(members, f"* {client.name} joined {room}")

    def leave_room(self, client):
        room, client.room = client.room, None
        if room is None:
            return
        members = self.rooms[room]
        members.discard(client)
        if members:
            self.send(members, f"* {client.name} left {room}")
        else:
            del self.rooms[room]

    def leave(self, client):
        """The client leaves its room, and its name is free again."""
        if client.gone:
            return
        client.gone = True
        if client.name is not None:
            del self.names[client.name]
        self.leave_room(client)

    def send(self, clients, text):
        """Write a line to all of them; who is too slow has to go."""
        data = f"{text}\n".encode()
        slow = []
        for client in list(clients):
            transport = client.writer.transport
            if client.gone or transport.is_closing():
                continue
            client.writer.write(data)
            if transport.get_write_buffer_size() > MOST_WAITING:
                slow.append(client)
        for client in slow:
            client.writer.transport.abort()
            self.leave(client)

    async def close(self):
        """Close all connections, and wait until every handle has ended."""
        clients = list(self.clients)
        for client in clients:
            client.writer.transport.abort()
        if clients:
            await asyncio.wait([client.task for client in clients])


async def main():
    async def listen(name, reader, writer):
        async for line in reader:
            print(f"{name} hears: {line.decode().strip()}")
        writer.close()

    chat = Chat()
    server = await asyncio.start_server(chat.handle, "127.0.0.1", 0)
    clients = []
    for name in ("ann", "bo"):
        reader, writer = await asyncio.open_connection(
            *server.sockets[0].getsockname()
        )
        clients.append(asyncio.create_task(listen(name, reader, writer)))
        for line in (name, "/join lobby", f"I am {name}"):
            writer.write(f"{line}\n".encode())
        await asyncio.sleep(0.2)
    server.close()
    await chat.close()
    await asyncio.gather(*clients)


if __name__ == "__main__":
    asyncio.run(main())
