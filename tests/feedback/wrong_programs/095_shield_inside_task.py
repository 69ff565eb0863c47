# cause: the awaiting of shield is cancelled all the same; only the shielded inner call goes on, what follows it is skipped
# line: 12
# shows: prints "inner written" but not "confirmation sent"
# meant: do both the write and the confirmation in spite of the cancel
import asyncio

async def write():
    await asyncio.sleep(0.2)
    print("inner written")

async def save():
    await asyncio.shield(write())
    print("confirmation sent")

async def main():
    t = asyncio.create_task(save())
    await asyncio.sleep(0.1)
    t.cancel()
    await asyncio.sleep(0.3)
    print("cancelled:", t.cancelled())

asyncio.run(main())
