import asyncio
import subprocess
import sys


async def main():
    run = asyncio.to_thread(subprocess.run, [sys.executable, "-c", "print(6 * 7)"], capture_output=True, timeout=30)
    print((await run).stdout)


asyncio.run(main())
