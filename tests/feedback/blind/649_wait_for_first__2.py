# exercise: wait-for-first
# cause: result() is called before the tidying up; if the first one has failed it raises there, and the others are never cancelled.
# line: 14
import asyncio


async def fastest(ask, mirrors, limit):
    """The first answer of any mirror, or None if there is none in time."""
    tasks = {asyncio.create_task(ask(m)) for m in mirrors}
    done, pending = await asyncio.wait(
        tasks, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
    answer = None
    if done:
        answer = done.pop().result()
    for t in pending:
        t.cancel()
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
