# cause: a thread's target is a coroutine function; the thread only makes a coroutine object
# line: 12
# shows: prints only "thread over", with a RuntimeWarning: coroutine 'download' was never awaited
# meant: download in a thread
import asyncio
from threading import Thread

async def download(name):
    await asyncio.sleep(0.1)
    print("downloaded", name)

worker = Thread(target=download, args=("song.mp3",))
worker.start()
worker.join()
print("thread over")
