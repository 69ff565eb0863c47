# exercise: run-a-program
# cause: wait() does not read, so a program that prints more than the pipe holds stops and is waited for, for ever.
# line: 15, 16
import asyncio
import sys


async def run(command):
    """Run a program: its exit code and its output. It does not outlive us."""
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE
    )
    try:
        # first let the program end, then fetch what it has printed
        code = await process.wait()
        output = await process.stdout.read()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
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
