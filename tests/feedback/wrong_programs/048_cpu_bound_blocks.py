# cause: the calculation never awaits anything, so the heartbeat cannot run meanwhile
# line: 14, 15
# shows: prints "sum ready" before any "beat"; the heartbeat is held up
# meant: beats while the sum is worked out
import asyncio

async def heartbeat():
    for _ in range(3):
        print("beat")
        await asyncio.sleep(0.05)

async def big_sum(limit):
    total = 0
    for i in range(limit):
        total += i * i
    print("sum ready")
    return total

async def main():
    await asyncio.gather(big_sum(500_000), heartbeat())

asyncio.run(main())
