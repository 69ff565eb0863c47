import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    left, right = socket.socketpair()
    for end in (left, right):
        end.setblocking(False)

    async def answer():
        data = await loop.sock_recv(right, 100)
        await loop.sock_sendall(right, data[::-1])

    task = asyncio.create_task(answer())
    await loop.sock_sendall(left, b"abc")
    print(await loop.sock_recv(left, 100))
    await task
    seen = []
    loop.add_reader(left, lambda: (seen.append(left.recv(10)), loop.remove_reader(left)))
    right.send(b"x")
    while not seen:
        await asyncio.sleep(0)
    print(seen)
    left.close()
    right.close()


asyncio.run(main())
