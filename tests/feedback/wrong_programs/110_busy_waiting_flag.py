# cause: the flag is polled in a loop without await, so the task that would set it never runs
# line: 17, 18
# shows: hangs for ever (busy) after "waiting for flag"
# meant: go on when the flag is set
import asyncio

flag = False

async def setter():
    global flag
    await asyncio.sleep(0.1)
    flag = True

async def main():
    asyncio.create_task(setter())
    print("waiting for flag")
    while not flag:
        pass
    print("flag set")

asyncio.run(main())
