# cause: .result() of run_coroutine_threadsafe blocks the loop that should run the coroutine
# line: 14
# shows: hangs for ever; nothing is printed
# meant: print the answer 5
import asyncio

async def add(a, b):
    await asyncio.sleep(0.1)
    return a + b

async def main():
    loop = asyncio.get_running_loop()
    f = asyncio.run_coroutine_threadsafe(add(2, 3), loop)
    print(f.result())

asyncio.run(main())
