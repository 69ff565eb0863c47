# cause: async with is used in a normal function
# line: 9, 10
# shows: SyntaxError: 'async with' outside async function
# meant: take the lock
import asyncio

lock = asyncio.Lock()

def guarded():
    async with lock:
        print("have it")

guarded()
