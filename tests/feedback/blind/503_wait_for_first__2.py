# exercise: wait-for-first
# cause: It expects asyncio.wait to raise TimeoutError when the time is over; wait raises nothing, done is empty, and done.pop() raises KeyError.
# line: 15, 16
import asyncio


async def fastest(ask, mirrors, limit):
    """The first answer of any mirror, or None if there is none in time."""
    tasks = {asyncio.create_task(ask(m)) for m in mirrors}
    winner = None
    try:
        done, pending = await asyncio.wait(
            tasks, timeout=limit, return_when=asyncio.FIRST_COMPLETED
        )
        winner = done.pop()
    except TimeoutError:
        pending = tasks
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending)
    if winner is None:
        return None
    return winner.result()


async def polite(name):
    try:
        await asyncio.sleep(len(name))
        return f"the file, from {name}"
    finally:
        await asyncio.sleep(0.5)  # hang up politely
        print(name, "has hung up")


if __name__ == "__main__":
    print(asyncio.run(fastest(polite, ["iceland", "peru", "wonderland"], 9)))
