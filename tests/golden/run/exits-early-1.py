import asyncio
import sys


async def main():
    sys.exit(3)


asyncio.run(main())
