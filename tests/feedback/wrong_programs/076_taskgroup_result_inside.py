# cause: the result is read inside the group, before the tasks are done
# line: 14
# shows: ends with an ExceptionGroup that holds an InvalidStateError: Result is not set.
# meant: print 6
import asyncio

async def triple(x):
    await asyncio.sleep(0.1)
    return 3 * x

async def main():
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(triple(2))
        print(t.result())

asyncio.run(main())
