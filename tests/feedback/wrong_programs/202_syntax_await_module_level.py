# cause: await stands at the top level of a script, outside any function
# line: 11
# shows: SyntaxError: 'await' outside function
# meant: say hello
import asyncio

async def hello():
    await asyncio.sleep(0.1)
    print("hello")

await hello()
