import asyncio


async def stubborn():
    for _ in range(2):
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError as error:
            print("cancelled:", error.args)
    return "gave in"


async def main():
    task = asyncio.create_task(stubborn())
    for message in ("first", "second"):
        await asyncio.sleep(0)
        print(task.cancel(message), task.cancelling())
    print(await task, task.cancelled(), task.cancel())
    never = asyncio.create_task(asyncio.sleep(60))
    never.cancel()
    print(await asyncio.gather(never, return_exceptions=True), never.cancelled())
    me = asyncio.current_task()
    me.cancel("myself")
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as error:
        print(error.args, me.uncancel())


asyncio.run(main())
