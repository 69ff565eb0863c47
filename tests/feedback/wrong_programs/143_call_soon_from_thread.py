# cause: call_soon is called from another thread; call_soon_threadsafe is needed to wake the loop
# line: 12
# shows: hangs for ever after "thread reports": the loop is not woken up
# meant: wake main with the result of the thread
import asyncio
import threading
import time

def background(loop, fut):
    time.sleep(0.3)
    print("thread reports")
    loop.call_soon(fut.set_result, "data")

async def main():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    threading.Thread(target=background, args=(loop, fut), daemon=True).start()
    print(await fut)

asyncio.run(main())
