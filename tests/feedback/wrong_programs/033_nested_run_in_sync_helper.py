# cause: a normal helper calls asyncio.run although it is itself called from a coroutine
# line: 13
# shows: raises RuntimeError: asyncio.run() cannot be called from a running event loop
# meant: print the user 'ann'
import asyncio

async def db_lookup(uid):
    await asyncio.sleep(0.05)
    return {1: "ann", 2: "bob"}[uid]

def get_user(uid):
    # helper, so that I don't have to write await everywhere
    return asyncio.run(db_lookup(uid))

async def handler():
    user = get_user(1)
    print("user is", user)

asyncio.run(handler())
