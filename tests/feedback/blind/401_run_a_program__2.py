# exercise: run-a-program
# cause: the arguments are joined and given to a shell
# line: 8, 9
import asyncio


async def run(command):
    process = await asyncio.create_subprocess_shell(
        " ".join(command), stdout=asyncio.subprocess.PIPE)
    try:
        output, _ = await process.communicate()
        return process.returncode, output.decode()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
