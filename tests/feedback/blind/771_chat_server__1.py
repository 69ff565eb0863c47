# exercise: chat-server
# cause: The one who sends waits with drain for each listener, so a slow client that reads nothing holds up everybody who writes to its room.
# line: 29, 35
import contextlib
import asyncio

MOST_WAITING = 100_000


class Chat:
    """A chat with rooms."""

    def __init__(self):
        self.clients = {}        # name -> writer
        self.rooms = {}          # name -> room
        self.tasks = set()
        self.closed = False

    async def tell(self, name, line):
        writer = self.clients.get(name)
        if writer is None:
            return
        writer.write(f"{line}\n".encode())
        if writer.transport.get_write_buffer_size() > MOST_WAITING:
            writer.transport.abort()
            await self.leave(name, writer)
            return
        with contextlib.suppress(ConnectionError):
            await writer.drain()

    async def tell_room(self, room, line, but=None):
        names = [name for name in self.rooms if self.rooms[name] == room]
        for name in names:
            if name != but:
                await self.tell(name, line)

    async def leave_room(self, name):
        room = self.rooms.pop(name, None)
        if room is not None:
            await self.tell_room(room, f"* {name} left {room}")

    async def leave(self, name, writer):
        if self.clients.get(name) is writer:
            del self.clients[name]
            await self.leave_room(name)

    async def handle(self, reader, writer):
        if self.closed:
            writer.transport.abort()
            return
        self.tasks.add(asyncio.current_task())
        name = None
        try:
            async for line in reader:
                line = line.decode().rstrip("\n")
                if name is None:
                    if line in self.clients:
                        writer.write(f"* {line} is taken\n".encode())
                    else:
                        name = line
                        self.clients[name] = writer
                        await self.tell(name, f"* hello {name}")
                elif self.clients.get(name) is not writer:
                    break
                elif line == "/quit":
                    break
                elif line.startswith("/join "):
                    room = line.removeprefix("/join ")
                    await self.leave_room(name)
                    self.rooms[name] = room
                    await self.tell_room(room, f"* {name} joined {room}")
                elif name in self.rooms:
                    text = f"{name}: {line}"
                    await self.tell_room(self.rooms[name], text, but=name)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            try:
                if name is not None:
                    await self.leave(name, writer)
            finally:
                writer.close()
                self.tasks.discard(asyncio.current_task())

    async def close(self):
        self.closed = True
        self.clients.clear()
        self.rooms.clear()
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
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
