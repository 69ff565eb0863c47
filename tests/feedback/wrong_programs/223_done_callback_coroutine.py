# cause: the done callback is a coroutine function; calling it only makes a coroutine object that nobody runs
# line: 10, 15
# shows: prints only "end", with a RuntimeWarning: coroutine 'on_done' was never awaited
# meant: print "task result 8"
import asyncio

async def cube(x):
    return x ** 3

async def on_done(task):
    print("task result", task.result())

async def main():
    t = asyncio.create_task(cube(2))
    t.add_done_callback(on_done)
    await t
    await asyncio.sleep(0.1)
    print("end")

asyncio.run(main())
