# cause: nobody keeps a reference to the task; the garbage collector takes it away while it waits
# line: 13
# shows: logs "Task was destroyed but it is pending!" and prints "still listening? False"
# meant: the listener lives on in the background
import asyncio
import gc

async def listener():
    inbox = asyncio.get_running_loop().create_future()
    print("message", await inbox)

async def main():
    asyncio.create_task(listener())
    await asyncio.sleep(0.1)
    gc.collect()          # happens sooner or later in a real program
    await asyncio.sleep(0.1)
    print("still listening?", len(asyncio.all_tasks()) == 2)

asyncio.run(main())
