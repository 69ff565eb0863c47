import asyncio
import sys


async def leave():
    sys.exit(5)


async def main():
    try:
        await asyncio.create_task(leave())
    finally:
        print("finally")


asyncio.run(main())
