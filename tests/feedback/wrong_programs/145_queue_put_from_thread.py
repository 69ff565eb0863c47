# cause: put_nowait of an asyncio.Queue is called from a thread without call_soon_threadsafe
# line: 11
# shows: hangs for ever after "measured": get() is not woken up
# meant: print the measured value
import asyncio
import time
from threading import Thread

def measure(q: asyncio.Queue) -> None:
    time.sleep(0.2)
    q.put_nowait(36.6)
    print("measured")

async def main() -> None:
    q: asyncio.Queue = asyncio.Queue()
    Thread(target=measure, args=(q,), daemon=True).start()
    print("value", await q.get())

asyncio.run(main())
