# exercise: run-a-program
# cause: run awaits process.wait() before it reads the pipe, so a program that prints more than the pipe holds stops half-way and run never comes back.
# line: 14
import asyncio
import sys


async def run(command):
    """Run a program: its exit code and its output. It does not outlive us."""
    program, *arguments = command
    proc = await asyncio.create_subprocess_exec(
        program, *arguments, stdout=asyncio.subprocess.PIPE)
    try:
        code = await proc.wait()
        output, _ = await proc.communicate()
    finally:
        if proc.returncode is None:
            proc.kill()
            await proc.communicate()
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
