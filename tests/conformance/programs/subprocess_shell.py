import asyncio


async def main():
    process = await asyncio.create_subprocess_shell(
        "echo out; echo err >&2; exit 7", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await asyncio.wait_for(process.communicate(), 30)
    print(out, err, process.returncode)


asyncio.run(main())
