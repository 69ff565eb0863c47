# cause: a str and an int are joined with +
# line: 9
# shows: raises TypeError: can only concatenate str (not "int") to str
# meant: print "worker 0" and "worker 1"
import asyncio

async def worker(number):
    await asyncio.sleep(0.01)
    print("worker " + number)

async def main():
    for k in range(2):
        await worker(k)

asyncio.run(main())
