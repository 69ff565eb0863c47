# exercise: wait-for-first
# cause: asyncio.wait is called with the set pending, which is empty with a single mirror, and raises ValueError
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
    await asyncio.wait(pending)
    if done:
        return done.pop().result()
    return None
