# cause: asyncio.run is called once per job, so each job has a loop of its own and they run in turn
# line: 14
# shows: takes about 0.9 s instead of 0.3 s
# meant: three jobs at the same time
import asyncio
import time

async def paint(wall):
    await asyncio.sleep(0.3)
    print("painted the", wall)

start = time.perf_counter()
for wall in ["north", "east", "south"]:
    asyncio.run(paint(wall))
print(f"{time.perf_counter() - start:.1f} s")
