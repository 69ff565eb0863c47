# cause: time is used but never imported
# line: 8
# shows: raises NameError: name 'time' is not defined
# meant: print how long it took
import asyncio

async def main():
    start = time.perf_counter()
    await asyncio.sleep(0.2)
    print("took", time.perf_counter() - start)

asyncio.run(main())
