# cause: Semaphore(0) lets nobody in until somebody releases it
# line: 12
# shows: hangs for ever; nothing is printed
# meant: let one at a time in
import asyncio

async def visitor(sem, name):
    async with sem:
        print(name, "visits")

async def main():
    sem = asyncio.Semaphore(0)
    await asyncio.gather(visitor(sem, "Tim"), visitor(sem, "Tom"))

asyncio.run(main())
