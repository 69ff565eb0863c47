# exercise: run-a-program
# cause: Each piece that read returns is decoded on its own, so a character whose bytes lie in two pieces raises a UnicodeDecodeError.
# line: 25
import asyncio
import sys


async def put_down(process):
    """Kill a process and wait until it is gone."""
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def run(command):
    """Run a program: its exit code and its output. It does not outlive us."""
    program, *arguments = command
    process = await asyncio.create_subprocess_exec(
        program, *arguments, stdout=asyncio.subprocess.PIPE)
    finished = False
    pieces = []
    try:
        # Read all the time, so that the pipe never gets full.
        while piece := await process.stdout.read(4096):
            pieces.append(piece.decode())
        code = await process.wait()
        finished = True
    finally:
        if not finished:
            await put_down(process)
    return code, "".join(pieces)


async def main():
    print(await run([sys.executable, "-c", "print(6 * 7)"]))
    try:
        async with asyncio.timeout(1):
            await run([sys.executable, "-c", "import time; time.sleep(60)"])
    except TimeoutError:
        print("too slow")


if __name__ == "__main__":
    asyncio.run(main())
