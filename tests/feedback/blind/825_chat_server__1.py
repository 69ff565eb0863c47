# exercise: chat-server
# cause: a line for a room is sent with await drain for one client after the other, so a slow client holds up everybody else in the room
# line: 83
import asyncio

MOST_WAITING = 100_000


class Client:
    def __init__(self, writer):
        self.writer = writer
        self.name = None
        self.room = None
        self.gone = False


class Chat:
    """A chat with rooms."""

    def __init__(self):
        self.names = set()
        self.rooms = {}
        self.tasks = {}

    async def handle(self, reader, writer):
        client = Client(writer)
        self.tasks[asyncio.current_task()] = client
        try:
            while client.name is None:
                line = await self.read(reader)
                if line is None:
                    return
                if line in self.names:
                    await self.tell([client], f"* {line} is taken")
                else:
                    self.names.add(line)
                    client.name = line
                    await self.tell([client], f"* hello {line}")
            while not client.gone:
                line = await self.read(reader)
                if line is None or line == "/quit":
                    return
                if line.startswith("/join "):
                    await self.leave_room(client)
                    if client.gone:
                        return
                    client.room = line[len("/join "):]
                    members = self.rooms.setdefault(client.room, [])
                    members.append(client)
                    await self.tell(
                        members, f"* {client.name} joined {client.room}"
                    )
                elif client.room is not None:
                    members = self.rooms[client.room]
                    others = [one for one in members if one is not client]
                    await self.tell(others, f"{client.name}: {line}")
        except (ConnectionError, ValueError):
            pass
        finally:
            writer.close()
            await self.drop(client)
            del self.tasks[asyncio.current_task()]

    async def read(self, reader):
        line = await reader.readline()
        if not line.endswith(b"\n"):
            return None
        return line.decode()[:-1]

    async def tell(self, clients, text):
        """Send a line to all of these clients."""
        slow = []
        for client in list(clients):
            if client.gone:
                continue
            try:
                client.writer.write(f"{text}\n".encode())
                transport = client.writer.transport
                if transport.get_write_buffer_size() > MOST_WAITING:
                    transport.abort()
                    slow.append(client)
                else:
                    await client.writer.drain()
            except ConnectionError:
                pass  # its own handle sees that, too
        for client in slow:
            await self.drop(client)

    async def leave_room(self, client):
        room, client.room = client.room, None
        if room is not None:
            self.rooms[room].remove(client)
            await self.tell(self.rooms[room], f"* {client.name} left {room}")

    async def drop(self, client):
        if not client.gone:
            client.gone = True
            self.names.discard(client.name)
            await self.leave_room(client)

    async def close(self):
        tasks = dict(self.tasks)
        for client in tasks.values():
            client.gone = True
            client.writer.transport.abort()
        await asyncio.gather(*tasks, return_exceptions=True)


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
