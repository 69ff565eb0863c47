# cause: thread.join() blocks the event loop
# line: 18
# shows: "tick" appears only after the thread is finished (once instead of while waiting)
# meant: tick while the thread works
import asyncio
import threading
import time

async def ticker():
    while True:
        print("tick")
        await asyncio.sleep(0.1)

async def main():
    tk = asyncio.create_task(ticker())
    th = threading.Thread(target=time.sleep, args=(0.5,))
    th.start()
    th.join()
    print("thread finished")
    await asyncio.sleep(0.05)
    tk.cancel()

asyncio.run(main())
