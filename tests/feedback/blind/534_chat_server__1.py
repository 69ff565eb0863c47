# exercise: chat-server
# cause: each line is followed by drain for each client in the room, so whoever sends something waits for the slow client, and the limit is never reached
# line: 26, 33
import asyncio

MOST_WAITING = 100_000


class Chat:
    """A chat with rooms."""

    def __init__(self):
        self.writers = {}
        self.rooms = {}
        self.tasks = set()
        self.closed = False

    async def send(self, writer, text):
        if writer.transport.is_closing():
            return
        writer.write(f"{text}\n".encode())
        if writer.transport.get_write_buffer_size() > MOST_WAITING:
            writer.transport.abort()
            return
        try:
            await writer.drain()
        except OSError:
            pass

    async def tell(self, room, text, but=None):
        for name, where in list(self.rooms.items()):
            if where == room and name != but and name in self.writers:
                await self.send(self.writers[name], text)

    async def leave(self, name):
        room = self.rooms.pop(name, None)
        if room is not None:
            await self.tell(room, f"* {name} left {room}")

    async def handle(self, reader, writer):
        if self.closed:
            writer.close()
            return
        self.tasks.add(asyncio.current_task())
        name = None
        try:
            while line := await reader.readline():
                text = line.decode().rstrip("\n")
                if name is None:
                    if text in self.writers:
                        await self.send(writer, f"* {text} is taken")
                    else:
                        name = text
                        self.writers[name] = writer
                        await self.send(writer, f"* hello {name}")
                elif text.startswith("/join "):
                    await self.leave(name)
                    room = self.rooms[name] = text.split()[1]
                    await self.tell(room, f"* {name} joined {room}")
                elif text == "/quit":
                    break
                elif name in self.rooms:
                    await self.tell(self.rooms[name], f"{name}: {text}", name)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
            self.tasks.discard(asyncio.current_task())
            if name is not None:
                del self.writers[name]
                await self.leave(name)

    async def close(self):
        self.closed = True
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def main():
    async def listen(name, reader):
        async for line in reader:
            print(f"{name} hears: {line.decode().strip()}")

    chat = Chat()
    server = await asyncio.start_server(chat.handle, "127.0.0.1", 0)
    clients = []
    for name in ("ann", "bo"):
        reader, writer = await asyncio.open_connection(
            *server.sockets[0].getsockname()
        )
        clients.append(asyncio.create_task(listen(name, reader)))
        for line in (name, "/join lobby", f"I am {name}"):
            writer.write(f"{line}\n".encode())
        await asyncio.sleep(0.2)
    server.close()
    await chat.close()
    await asyncio.gather(*clients)


if __name__ == "__main__":
    asyncio.run(main())
