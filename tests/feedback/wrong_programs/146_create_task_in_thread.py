# cause: create_task is called in a thread where no loop runs (run_coroutine_threadsafe is needed)
# line: 12
# shows: the thread fails with RuntimeError: no running event loop; "notified" is never printed
# meant: run the coroutine on main's loop from the thread
import asyncio
import threading

async def notify():
    print("notified")

def thread_job():
    asyncio.create_task(notify())

async def main():
    t = threading.Thread(target=thread_job)
    t.start()
    await asyncio.sleep(0.2)
    t.join()
    print("main ends")

asyncio.run(main())
