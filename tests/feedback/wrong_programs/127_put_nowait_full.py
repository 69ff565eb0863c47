# cause: put_nowait on a full queue raises QueueFull instead of waiting
# line: 15
# shows: prints "put 1", "put 2" and raises asyncio.QueueFull
# meant: put three items
import asyncio

async def main():
    shelf = asyncio.Queue(2)
    async def customer():
        while True:
            await asyncio.sleep(0.1)
            print("sold", await shelf.get())
    c = asyncio.create_task(customer())
    for n in (1, 2, 3):
        shelf.put_nowait(n)
        print("put", n)
    await asyncio.sleep(0.5)
    c.cancel()

asyncio.run(main())
