import asyncio


async def main():
    me = asyncio.current_task()
    print(me.get_name(), type(me), type(asyncio.get_running_loop()).__name__)
    other = asyncio.create_task(asyncio.sleep(0))
    print(other.get_name())
    other.set_name("renamed")
    print(other.get_name(), asyncio.create_task(asyncio.sleep(0), name=7).get_name())
    handle = asyncio.get_running_loop().call_later(60, print)
    print(type(handle), isinstance(handle, asyncio.TimerHandle), isinstance(handle, asyncio.Handle))
    handle.cancel()
    print(handle.cancelled(), sorted(task.get_name() for task in asyncio.all_tasks()))
    print(repr(asyncio.get_running_loop()))


asyncio.run(main())
