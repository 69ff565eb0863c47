import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


async def handle(name):
    user.set(name)
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(lambda: print("callback", user.get()))
    return await asyncio.to_thread(user.get)


async def main():
    print(await asyncio.gather(*(handle(name) for name in ("ann", "bob"))))
    print(user.get())
    context = contextvars.copy_context()
    context.run(user.set, "carol")
    print(await asyncio.create_task(asyncio.to_thread(user.get), context=context))


asyncio.run(main())
