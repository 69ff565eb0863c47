# cause: the loop in the task has no await, so the task can never be cancelled (nor can main go on)
# line: 10, 11
# shows: hangs for ever after "crunching"
# meant: stop the crunching after 0.1 s
import asyncio

async def crunch():
    print("crunching")
    n = 0
    while True:
        n += 1

async def main():
    cruncher = asyncio.create_task(crunch())
    await asyncio.sleep(0.1)
    cruncher.cancel()
    print("stopped")

asyncio.run(main())
