# cause: the event is never cleared, so the second and third wait() return at once
# line: 9, 10
# shows: prints "ring 1", "ring 2", "ring 3" all after the first push
# meant: one ring for each push of the bell
import asyncio

async def butler(bell):
    for n in (1, 2, 3):
        await bell.wait()
        print("ring", n)

async def main():
    bell = asyncio.Event()
    b = asyncio.create_task(butler(bell))
    for push in range(1, 4):
        await asyncio.sleep(0.1)
        print("push", push)
        bell.set()
    await b

asyncio.run(main())
