# exercise: run-a-program
# cause: After kill nobody waits until the process has ended, so run ends as cancelled while the process may still be there.
# line: 16
import asyncio
import sys


async def run(command):
    """Run a program: its exit code and its output. It does not outlive us."""
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE)
    try:
        output, _ = await process.communicate()
    except asyncio.CancelledError:
        if process.returncode is None:
            process.kill()
        raise
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
