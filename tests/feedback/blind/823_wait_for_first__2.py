# exercise: wait-for-first
# cause: asyncio.wait raises no TimeoutError when the time is over, done is just empty, so done.pop() fails with a KeyError instead of returning None
# line: 14, 20
import asyncio


async def fastest(ask, mirrors, limit):
    """The first answer of any mirror, or None if there is none in time."""
    tasks = {asyncio.create_task(ask(mirror)) for mirror in mirrors}
    try:
        done, pending = await asyncio.wait(
            tasks, timeout=limit, return_when=asyncio.FIRST_COMPLETED
        )
    except TimeoutError:
        return None
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending)
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
