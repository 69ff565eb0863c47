# cause: try has neither except nor finally
# line: 10, 12
# shows: SyntaxError: expected 'except' or 'finally' block
# meant: cancel quietly
import asyncio

async def main():
    t = asyncio.create_task(asyncio.sleep(5))
    t.cancel()
    try:
        await t
    print("cancelled")

asyncio.run(main())
