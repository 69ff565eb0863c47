# cause: continue skips task_done() for the odd numbers
# line: 11
# shows: prints "even 0" and "even 2" and hangs for ever in join()
# meant: skip the odd ones and end
import asyncio

async def evens_only(queue: asyncio.Queue[int]) -> None:
    while True:
        n = await queue.get()
        if n % 2:
            continue
        print("even", n)
        queue.task_done()

async def main() -> None:
    queue: asyncio.Queue[int] = asyncio.Queue()
    for n in range(4):
        await queue.put(n)
    t = asyncio.create_task(evens_only(queue))
    await queue.join()
    print("end")
    t.cancel()

asyncio.run(main())
