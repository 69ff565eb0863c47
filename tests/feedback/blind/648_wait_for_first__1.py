# exercise: wait-for-first
# cause: asyncio.wait refuses an empty set: with a single mirror, or when all are done at once, nothing is pending and it raises a ValueError.
# line: 18
import asyncio


async def fastest(ask, mirrors, limit):
    """The first answer of any mirror, or None if there is none in time."""
    tasks = [asyncio.create_task(ask(mirror)) for mirror in mirrors]
    try:
        done, pending = await asyncio.wait(
            tasks, timeout=limit, return_when=asyncio.FIRST_COMPLETED
        )
    finally:
        for task in tasks:
            task.cancel()
    # give them time to tidy up
    await asyncio.wait(pending)
    if not done:
        return None
    return done.pop().result()


async def polite(name):
    try:
        await asyncio.sleep(len(name))
        return f"the file, from {name}"
    finally:
        await asyncio.sleep(0.5)  # hang up politely
        print(name, "has hung up")


if __name__ == "__main__":
    print(asyncio.run(fastest(polite, ["iceland", "peru", "wonderland"], 9)))
