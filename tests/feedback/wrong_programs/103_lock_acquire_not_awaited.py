# cause: acquire() is a coroutine and is not awaited, so the lock is not taken
# line: 10
# shows: raises RuntimeError: Lock is not acquired. at release (plus a never awaited warning)
# meant: protect the section
import asyncio

lock = asyncio.Lock()

async def section():
    lock.acquire()
    try:
        print("in the section")
        await asyncio.sleep(0.1)
    finally:
        lock.release()

asyncio.run(section())
