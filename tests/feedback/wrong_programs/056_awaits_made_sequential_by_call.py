# cause: the second task is made only after the first has been awaited
# line: 14, 15
# shows: takes 1.0 s instead of 0.5 s
# meant: both at the same time
import asyncio, time

async def boil(what):
    await asyncio.sleep(0.5)
    return what + " boiled"

async def main():
    began = time.perf_counter()
    eggs = asyncio.create_task(boil("eggs"))
    print(await eggs)
    tea = asyncio.create_task(boil("tea"))
    print(await tea)
    print(f"{time.perf_counter() - began:.1f} s")

asyncio.run(main())
