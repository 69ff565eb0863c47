# cause: time.sleep blocks the whole loop, so the tasks cannot overlap
# line: 10
# shows: takes 1.5 s instead of 0.5 s
# meant: three bots sleep at the same time
import asyncio
import time

async def bot(name):
    print(name, "starts")
    time.sleep(0.5)
    print(name, "ends")

async def main():
    t0 = time.time()
    await asyncio.gather(bot("R2"), bot("C3"), bot("BB"))
    print("took %.1f s" % (time.time() - t0))

asyncio.run(main())
