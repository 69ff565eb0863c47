import asyncio

MOST_WAITING = 100_000


class Chat:
    """A chat with rooms."""

    def __init__(self):
        self.writers = {}
        self.rooms = {}
        self.handlers = {}

    def send(self, writer, line):
        writer.write(f"{line}\n".encode())
        if writer.transport.get_write_buffer_size() > MOST_WAITING:
            writer.transport.abort()

    def tell(self, room, line, but=None):
        for name in self.rooms:
            if self.rooms[name] == room and name != but:
                self.send(self.writers[name], line)

    def leave(self, name):
        room = self.rooms.pop(name, None)
        self.tell(room, f"* {name} left {room}")

    def obey(self, name, line):
        if line.startswith("/join "):
            self.leave(name)
            self.rooms[name] = line.removeprefix("/join ")
            self.tell(self.rooms[name], f"* {name} joined {self.rooms[name]}")
        elif name in self.rooms:
            self.tell(self.rooms[name], f"{name}: {line}", but=name)

    async def handle(self, reader, writer):
        name = None
        self.handlers[asyncio.current_task()] = writer
        try:
            while (line := (await reader.readline()).decode().strip()) not in ("", "/quit"):
                if name is not None:
                    self.obey(name, line)
                elif line in self.writers:
                    self.send(writer, f"* {line} is taken")
                else:
                    name = line
                    self.writers[name] = writer
                    self.send(writer, f"* hello {name}")
        except OSError:
            pass
        finally:
            if name is not None:
                self.leave(name)
                del self.writers[name]
            del self.handlers[asyncio.current_task()]
            writer.close()

    async def close(self):
        for writer in self.handlers.values():
            writer.transport.abort()
        if self.handlers:
            await asyncio.wait(self.handlers)


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
