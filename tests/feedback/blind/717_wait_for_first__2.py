# exercise: wait-for-first
# cause: gather without return_exceptions=True raises the CancelledError of the cancelled mirrors, so fastest ends with it instead of the answer.
# line: 15
import asyncio


async def fastest(ask, mirrors, limit):
    """The first answer of any mirror, or None if there is none in time."""
    tasks = {asyncio.create_task(ask(mirror)) for mirror in mirrors}
    done, pending = await asyncio.wait(
        tasks, timeout=limit, return_when=asyncio.FIRST_COMPLETED
    )
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending)
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
