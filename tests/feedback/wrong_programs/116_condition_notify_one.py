# cause: notify() wakes only one of three waiters; notify_all() was meant
# line: 17
# shows: prints "player 0 starts" and hangs for ever
# meant: all three players start
import asyncio

async def player(cond, n):
    async with cond:
        await cond.wait()
    print("player", n, "starts")

async def main():
    whistle = asyncio.Condition()
    players = [asyncio.create_task(player(whistle, n)) for n in range(3)]
    await asyncio.sleep(0.1)
    async with whistle:
        whistle.notify()
    await asyncio.gather(*players)

asyncio.run(main())
