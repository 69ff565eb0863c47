# A coroutine that yields to the loop for ever.
# ending: busy-loop never-ends cpu-limit
import asyncio


async def attack():
    while True:
        await asyncio.sleep(0)


async def fetch_both(fetch):
    await attack()


def add_up(numbers):
    return asyncio.run(attack())


if __name__ == "__main__":
    asyncio.run(attack())
