# exercise: run-a-program
# cause: the cancellation is caught and not raised again, so a cancelled run kills its process but then returns a pair as if nothing had happened
# line: 15, 17, 18
import asyncio
import sys


async def run(command):
    """Run a program: its exit code and its output. It does not outlive us."""
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE
    )
    try:
        output, _ = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        output, _ = await process.communicate()
    return process.returncode, output.decode()


async def main():
    print(await run([sys.executable, "-c", "print(6 * 7)"]))
    try:
        async with asyncio.timeout(1):
            await run([sys.executable, "-c", "import time; time.sleep(60)"])
    except TimeoutError:
        print("too slow")


if __name__ == "__main__":
    asyncio.run(main())
