# cause: to_thread gets the result of the call; the blocking function runs in the loop's thread
# line: 20
# shows: the heartbeat is held up ("beat" comes after "file read"), then TypeError: 'str' object is not callable
# meant: read in a thread while the heart beats
import asyncio
import time

def read_big_file():
    time.sleep(0.5)
    print("file read")
    return "content"

async def heartbeat():
    for _ in range(2):
        print("beat")
        await asyncio.sleep(0.1)

async def main():
    hb = asyncio.create_task(heartbeat())
    data = await asyncio.to_thread(read_big_file())
    print(data)
    await hb

asyncio.run(main())
