import asyncio


async def background(name):
    try:
        await asyncio.Event().wait()
    finally:
        await asyncio.sleep(0)
        print(name, "tidied up")


async def main():
    task = asyncio.create_task(background("only"))
    await asyncio.sleep(0)
    print("main is done", task.done())


asyncio.run(main())
