# exercise: chat-server
# cause: only clients that have a name are registered, so close leaves the connections and the handles of those still without a name open
# line: 39, 40, 87, 88
import asyncio

MOST_WAITING = 100_000


class Chat:
    """A chat with rooms."""

    def __init__(self):
        self.clients = {}  # name -> writer
        self.tasks = {}  # name -> task of its handle
        self.room_of = {}  # name -> room
        self.closing = False

    async def handle(self, reader, writer):
        if self.closing:
            writer.transport.abort()
            return
        name = None
        try:
            async for raw in reader:
                if not raw.endswith(b"\n"):
                    break
                if self.closing or name and self.clients.get(name) is not writer:
                    break
                line = raw.decode()[:-1]
                if name is None:
                    if line in self.clients:
                        writer.write(f"* {line} is taken\n".encode())
                        size = writer.transport.get_write_buffer_size()
                        if size > MOST_WAITING:
                            writer.transport.abort()
                            break
                    else:
                        name = line
                        self.clients[name] = writer
                        self.tasks[name] = asyncio.current_task()
                        self.send([name], f"* hello {name}")
                elif line == "/quit":
                    break
                elif line.startswith("/join "):
                    self.leave(name)
                    room = line.removeprefix("/join ")
                    self.room_of[name] = room
                    self.send(self.members(room), f"* {name} joined {room}")
                elif name in self.room_of:
                    others = self.members(self.room_of[name])
                    others.remove(name)
                    self.send(others, f"{name}: {line}")
        except (ConnectionError, ValueError):
            pass
        finally:
            self.goodbye(name, writer)
            writer.close()

    def members(self, room):
        return [name for name, its in self.room_of.items() if its == room]

    def send(self, names, text):
        slow = []
        for name in names:
            writer = self.clients[name]
            writer.write(f"{text}\n".encode())
            if writer.transport.get_write_buffer_size() > MOST_WAITING:
                slow.append((name, writer))
        for name, writer in slow:
            writer.transport.abort()
            self.goodbye(name, writer)

    def leave(self, name):
        room = self.room_of.pop(name, None)
        if room is not None:
            self.send(self.members(room), f"* {name} left {room}")

    def goodbye(self, name, writer):
        """This client has left; its name is free."""
        if name is not None and self.clients.get(name) is writer:
            del self.clients[name]
            del self.tasks[name]
            self.leave(name)

    async def close(self):
        self.closing = True
        tasks = list(self.tasks.values())
        for writer in self.clients.values():
            writer.transport.abort()
        self.room_of.clear()
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
