# exercise: run-a-program
# cause: The CancelledError is caught and not raised again, so a cancelled run returns a pair as if nothing had happened.
# line: 15, 17, 18
import asyncio
import sys


async def run(command):
    """Run a program: its exit code and its output. It does not outlive us."""
    p = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE)
    out = b""
    try:
        out, _ = await p.communicate()
    except asyncio.CancelledError:
        p.kill()
        await p.wait()
    return p.returncode, out.decode()


async def main():
    print(await run([sys.executable, "-c", "print(6 * 7)"]))
    try:
        async with asyncio.timeout(1):
            await run([sys.executable, "-c", "import time; time.sleep(60)"])
    except TimeoutError:
        print("too slow")


if __name__ == "__main__":
    asyncio.run(main())
