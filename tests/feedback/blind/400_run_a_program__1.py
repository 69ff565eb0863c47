# exercise: run-a-program
# cause: wait before read: the pipe fills up and the process never ends
# line: 10, 11
import asyncio


async def run(command):
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        code = await process.wait()
        output = await process.stdout.read()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    return code, output.decode()
