# exercise: run-a-program
# cause: It waits for the end of the process before it reads the pipe, so a program that prints much stops at the full pipe and never ends.
# line: 14, 15
import asyncio
import sys


async def run(command):
    """Run a program: its exit code and its output. It does not outlive us."""
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE
    )
    try:
        code = await process.wait()
        output = await process.stdout.read()
    except asyncio.CancelledError:
        process.kill()
        await process.communicate()
        raise
    return code, output.decode()


async def main():
    print(await run([sys.executable, "-c", "print(6 * 7)"]))
    try:
        async with asyncio.timeout(1):
            await run([sys.executable, "-c", "import time; time.sleep(60)"])
    except TimeoutError:
        print("too slow")


if __name__ == "__main__":
    asyncio.run(main())
