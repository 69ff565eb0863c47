import asyncio


async def inner():
    await asyncio.sleep(0)
    raise LookupError("no such thing")


async def main():
    try:
        await inner()
    finally:
        print("finally")


asyncio.run(main())
