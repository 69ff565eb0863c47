# cause: await is inside gather's arguments, so each coroutine runs alone and gather gets plain results
# line: 12
# shows: waits 0.4 s in sequence, then raises TypeError: An asyncio.Future, a coroutine or an awaitable is required
# meant: run both at once
import asyncio

async def read_sensor(pin):
    await asyncio.sleep(0.2)
    return pin * 100

async def main():
    a, b = await asyncio.gather(await read_sensor(1), await read_sensor(2))
    print(a, b)

asyncio.run(main())
