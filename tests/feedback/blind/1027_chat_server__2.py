# exercise: chat-server
# cause: only the bytes in the transport's buffer are counted, not those that wait in the client's own queue, so a slow client is never aborted and its queue grows without limit
# line: 42, 43
import asyncio
import collections
import contextlib

MOST_WAITING = 100_000


class Guest:
    """One client, with a postman of its own who carries its lines out."""

    def __init__(self, writer):
        self.writer = writer
        self.name = None
        self.room = None
        self.here = True
        self.post = collections.deque()         # lines not yet written
        self.news = asyncio.Event()
        self.handle = asyncio.current_task()
        self.postman = asyncio.create_task(self.deliver())

    async def deliver(self):
        """Write line after line, as fast as the client takes them."""
        with contextlib.suppress(OSError):
            while self.here or self.post:
                while self.post:
                    self.writer.write(self.post.popleft())
                    await self.writer.drain()
                self.news.clear()
                if self.here:
                    await self.news.wait()
        self.writer.close()
        with contextlib.suppress(OSError):
            await self.writer.wait_closed()

    def put(self, text):
        """A line for this client; False if too much waits for it now."""
        self.post.append(text.encode() + b"\n")
        self.news.set()
        waiting = self.writer.transport.get_write_buffer_size()
        return waiting <= MOST_WAITING

    def hang_up(self):
        self.post.clear()
        self.writer.transport.abort()
        self.news.set()


class Chat:
    """A chat with rooms."""

    def __init__(self):
        self.guests = []        # all who are connected, also without a name

    def inside(self, room):
        return [g for g in self.guests if g.here and g.room == room]

    def tell(self, listeners, text):
        """A line to each of the listeners."""
        too_slow = [guest for guest in listeners if not guest.put(text)]
        for guest in too_slow:
            self.drop(guest)

    def drop(self, guest):
        """Hang up on a client that does not keep up."""
        guest.hang_up()
        self.see_off(guest)

    def see_off(self, guest):
        """The client has left: its room hears it, its name is free."""
        if guest.here:
            guest.here = False
            guest.news.set()
            self.out_of_room(guest)

    def out_of_room(self, guest):
        old, guest.room = guest.room, None
        if old is not None:
            self.tell(self.inside(old), f"* {guest.name} left {old}")

    def into_room(self, guest, room):
        self.out_of_room(guest)
        if guest.here:
            guest.room = room
            self.tell(self.inside(room), f"* {guest.name} joined {room}")

    def say(self, guest, line):
        if guest.room is not None:
            others = [g for g in self.inside(guest.room) if g is not guest]
            self.tell(others, f"{guest.name}: {line}")

    def choose_name(self, guest, name):
        if any(g.here and g.name == name for g in self.guests):
            self.tell([guest], f"* {name} is taken")
        else:
            guest.name = name
            self.tell([guest], f"* hello {name}")

    def obey(self, guest, line):
        """Do what one line asks for."""
        match line.split(" "):
            case _ if guest.name is None:
                self.choose_name(guest, line)
            case ["/quit"]:
                self.see_off(guest)
            case ["/join", room]:
                self.into_room(guest, room)
            case _:
                self.say(guest, line)

    async def handle(self, reader, writer):
        guest = Guest(writer)
        self.guests.append(guest)
        try:
            while guest.here:
                line = await reader.readline()
                if not line.endswith(b"\n"):
                    break
                if guest.here:
                    self.obey(guest, line[:-1].decode())
        except (OSError, ValueError):
            pass            # broken: the same as gone
        finally:
            self.see_off(guest)
            await guest.postman
            self.guests.remove(guest)

    async def close(self):
        """Close all connections, and wait until every handle has ended."""
        leaving = list(self.guests)
        for guest in leaving:
            guest.here = False
            guest.hang_up()
        await asyncio.gather(*(guest.handle for guest in leaving))


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
