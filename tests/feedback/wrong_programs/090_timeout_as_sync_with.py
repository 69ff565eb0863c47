# cause: asyncio.timeout is an asynchronous context manager, used with a plain with
# line: 8
# shows: raises TypeError: 'Timeout' object does not support the context manager protocol
# meant: limit the nap to 0.2 s
import asyncio

async def nap():
    with asyncio.timeout(0.2):
        await asyncio.sleep(5)

async def main():
    try:
        await nap()
    except TimeoutError:
        print("woken")

asyncio.run(main())
