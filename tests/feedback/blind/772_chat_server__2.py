# exercise: chat-server
# cause: Leaving is not in a finally, so a client whose connection breaks (reading raises ConnectionResetError) never leaves its room and keeps its name.
# line: 78, 79, 80, 81, 82
import asyncio

MOST_WAITING = 100_000


class Chat:
    """A chat with rooms."""

    def __init__(self):
        self.writers = {}        # by name
        self.members = {}        # by room
        self.room_of = {}        # by name
        self.handles = set()
        self.is_closed = False

    def say(self, name, text):
        writer = self.writers.get(name)
        if writer is not None:
            writer.write((text + "\n").encode())
            if writer.transport.get_write_buffer_size() > MOST_WAITING:
                writer.transport.abort()
                self.gone(name, writer)

    def say_to_room(self, room, text, sender=None):
        for name in list(self.members.get(room, ())):
            if name != sender and name in self.members[room]:
                self.say(name, text)

    def leave(self, name):
        room = self.room_of.pop(name, None)
        if room is not None:
            self.members[room].discard(name)
            self.say_to_room(room, f"* {name} left {room}")

    def gone(self, name, writer):
        if self.writers.get(name) is writer:
            del self.writers[name]
            self.leave(name)

    async def get_name(self, reader, writer):
        while line := await reader.readline():
            name = line.decode().strip()
            if name not in self.writers:
                self.writers[name] = writer
                self.say(name, f"* hello {name}")
                return name
            writer.write(f"* {name} is taken\n".encode())
        return None

    async def serve(self, name, reader, writer):
        while line := await reader.readline():
            if self.writers.get(name) is not writer:
                return           # it was too slow and is out already
            text = line.decode().rstrip("\n")
            if text == "/quit":
                return
            if text.startswith("/join "):
                self.leave(name)
                room = text.split()[1]
                self.room_of[name] = room
                self.members.setdefault(room, set()).add(name)
                self.say_to_room(room, f"* {name} joined {room}")
            elif name in self.room_of:
                room = self.room_of[name]
                self.say_to_room(room, f"{name}: {text}", sender=name)

    async def handle(self, reader, writer):
        if self.is_closed:
            writer.transport.abort()
            return
        self.handles.add(asyncio.current_task())
        try:
            name = await self.get_name(reader, writer)
            if name is not None:
                await self.serve(name, reader, writer)
                self.gone(name, writer)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
            self.handles.discard(asyncio.current_task())

    async def close(self):
        self.is_closed = True
        handles = list(self.handles)
        for task in handles:
            task.cancel()
        await asyncio.gather(*handles, return_exceptions=True)


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
