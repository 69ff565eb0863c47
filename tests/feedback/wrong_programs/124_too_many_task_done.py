# cause: task_done() is called twice for an item
# line: 13, 15
# shows: raises ValueError: task_done() called too many times
# meant: mark the item as done
import asyncio

async def main():
    q = asyncio.Queue()
    await q.put("letter")
    x = await q.get()
    try:
        print("handling", x)
        q.task_done()
    finally:
        q.task_done()
    await q.join()
    print("ok")

asyncio.run(main())
