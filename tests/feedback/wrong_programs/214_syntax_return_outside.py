# cause: return stands outside the function because of the indentation
# line: 10
# shows: SyntaxError: 'return' outside function
# meant: return the sum
import asyncio

async def sum_up(a, b):
    await asyncio.sleep(0.05)
    total = a + b
return total

print(asyncio.run(sum_up(1, 2)))
