# exercise: wait-for-first
# cause: the pending tasks are cancelled, but nobody waits until they have ended
# line: 14
import asyncio


async def fastest(ask, mirrors, limit):
    """The first answer of any mirror, or None if there is none in time."""
    tasks = [asyncio.create_task(ask(mirror)) for mirror in mirrors]
    done, pending = await asyncio.wait(
        tasks, timeout=limit, return_when=asyncio.FIRST_COMPLETED
    )
    for task in pending:
        task.cancel()
    if not done:
        return None
    return done.pop().result()
