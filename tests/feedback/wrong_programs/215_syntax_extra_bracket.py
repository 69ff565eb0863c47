# cause: there is one closing bracket too many
# line: 11
# shows: SyntaxError: unmatched ')'
# meant: run main
import asyncio

async def main():
    await asyncio.sleep(0.01)
    print("main ran")

asyncio.run(main()))
