# exercise: run-a-program
# cause: run waits for a TimeoutError, but what is raised inside it when it is ended from outside is CancelledError, so the process is not killed and runs on.
# line: 14
import asyncio
import sys


async def run(command):
    """Run a program: its exit code and its output. It does not outlive us."""
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE)
    try:
        out, _ = await process.communicate()
    except asyncio.TimeoutError:
        process.kill()
        await process.communicate()
        raise
    return process.returncode, out.decode()


async def main():
    print(await run([sys.executable, "-c", "print(6 * 7)"]))
    try:
        async with asyncio.timeout(1):
            await run([sys.executable, "-c", "import time; time.sleep(60)"])
    except TimeoutError:
        print("too slow")


if __name__ == "__main__":
    asyncio.run(main())
