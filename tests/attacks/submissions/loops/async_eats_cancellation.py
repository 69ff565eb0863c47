# A coroutine that swallows every exception, the grader's own included.
# ending: busy-loop never-ends cpu-limit
import asyncio


async def attack():
    while True:
        try:
            await asyncio.sleep(1)
        except BaseException:
            continue


async def fetch_both(fetch):
    await attack()


def add_up(numbers):
    return asyncio.run(attack())


if __name__ == "__main__":
    asyncio.run(attack())
