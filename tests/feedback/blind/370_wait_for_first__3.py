# exercise: wait-for-first
# cause: return_when is missing, so wait waits for all tasks or the limit
# line: 9
import asyncio


async def fastest(ask, mirrors, limit):
    tasks = [asyncio.create_task(ask(m)) for m in mirrors]
    done, pending = await asyncio.wait(tasks, timeout=limit)
    for t in pending:
        t.cancel()
    if pending:
        await asyncio.wait(pending)
    for t in done:
        return t.result()
