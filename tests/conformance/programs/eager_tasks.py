import asyncio
import sys


async def quick(seen):
    seen.append("quick")
    return asyncio.current_task().get_name()


async def slow(seen):
    seen.append("slow")
    await asyncio.sleep(0)
    seen.append("slower")


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    seen = []
    tasks = [asyncio.create_task(quick(seen), name="q"), asyncio.create_task(slow(seen))]
    seen.append("made")
    print(seen, [task.done() for task in tasks])
    await asyncio.gather(*tasks)
    print(seen, tasks[0].result(), asyncio.current_task() is not None)


if sys.version_info >= (3, 12):
    asyncio.run(main())
