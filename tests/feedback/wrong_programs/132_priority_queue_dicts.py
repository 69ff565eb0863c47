# cause: equal priorities make the queue compare the dicts, which cannot be ordered
# line: 10
# shows: raises TypeError: '<' not supported between instances of 'dict' and 'dict'
# meant: sort the jobs by priority
import asyncio

async def main():
    jobs = asyncio.PriorityQueue()
    await jobs.put((1, {"job": "wash"}))
    await jobs.put((1, {"job": "iron"}))
    await jobs.put((0, {"job": "cook"}))
    while not jobs.empty():
        prio, job = await jobs.get()
        print(prio, job["job"])

asyncio.run(main())
