# exercise: chat-server
# cause: only /quit takes the client out of its room and frees its name; when the stream ends or breaks nothing of that is done
# line: 43, 45, 47, 51, 65, 66, 67, 68
import asyncio

MOST_WAITING = 100_000


class Chat:
    """A chat with rooms."""

    def __init__(self):
        self.writers = {}
        self.rooms = {}
        self.tasks = set()
        self.closed = False

    def send(self, writer, text):
        if writer.transport.is_closing():
            return
        writer.write((text + "\n").encode())
        if writer.transport.get_write_buffer_size() > MOST_WAITING:
            writer.transport.abort()

    def tell(self, room, text, but=None):
        for name, where in self.rooms.items():
            if where == room and name != but:
                self.send(self.writers[name], text)

    def leave(self, name):
        if name in self.rooms:
            room = self.rooms.pop(name)
            self.tell(room, f"* {name} left {room}")

    async def handle(self, reader, writer):
        if self.closed:
            writer.close()
            return
        task = asyncio.current_task()
        self.tasks.add(task)
        try:
            await self.serve(reader, writer)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self.tasks.discard(task)
            writer.close()

    async def serve(self, reader, writer):
        name = None
        async for line in reader:
            text = line.decode().rstrip("\n")
            if name is None:
                if text in self.writers:
                    self.send(writer, f"* {text} is taken")
                    continue
                name = text
                self.writers[name] = writer
                self.send(writer, f"* hello {name}")
            elif text.startswith("/join "):
                self.leave(name)
                room = text.removeprefix("/join ")
                self.rooms[name] = room
                self.tell(room, f"* {name} joined {room}")
            elif text == "/quit":
                self.leave(name)
                del self.writers[name]
                return
            elif name in self.rooms:
                self.tell(self.rooms[name], f"{name}: {text}", but=name)

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
