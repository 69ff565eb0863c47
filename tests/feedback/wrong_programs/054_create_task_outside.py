# cause: create_task is called at module level, where no loop is running
# line: 11
# shows: raises RuntimeError: no running event loop
# meant: run the task
import asyncio

async def hello():
    await asyncio.sleep(0.1)
    print("hello")

task = asyncio.create_task(hello())

async def main():
    await task

asyncio.run(main())
