# exercise: wait-for-first
# cause: result() of the first one is asked before the tidying up, so when it failed its exception leaves the function and the other mirrors run on.
# line: 14, 15, 16
import asyncio


async def fastest(ask, mirrors, limit):
    """The first answer of any mirror, or None if there is none in time."""
    tasks = [asyncio.create_task(ask(mirror)) for mirror in mirrors]
    done, pending = await asyncio.wait(
        tasks, timeout=limit, return_when=asyncio.FIRST_COMPLETED
    )
    answer = None
    if done:
        answer = done.pop().result()
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending)
    return answer


async def polite(name):
    try:
        await asyncio.sleep(len(name))
        return f"the file, from {name}"
    finally:
        await asyncio.sleep(0.5)  # hang up politely
        print(name, "has hung up")


if __name__ == "__main__":
    print(asyncio.run(fastest(polite, ["iceland", "peru", "wonderland"], 9)))
