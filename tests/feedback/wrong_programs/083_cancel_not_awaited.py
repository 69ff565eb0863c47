# cause: cancel() only asks for the cancellation; main looks at the state without waiting for the task
# line: 13, 14
# shows: prints "cancelled: False"
# meant: print "cancelled: True"
import asyncio

async def forever():
    await asyncio.Event().wait()

async def main():
    t = asyncio.create_task(forever())
    await asyncio.sleep(0.1)
    t.cancel()
    print("cancelled:", t.cancelled())

asyncio.run(main())
