# Waits for a future that nobody resolves, and tries again when it is ended.
# ending: deadlock cpu-limit
import asyncio


async def attack():
    while True:
        try:
            await asyncio.get_running_loop().create_future()
        except BaseException:
            continue


async def fetch_both(fetch):
    await attack()


def add_up(numbers):
    return asyncio.run(attack())


if __name__ == "__main__":
    asyncio.run(attack())
