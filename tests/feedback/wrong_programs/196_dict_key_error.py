# cause: the key is "mail" in the dict, but "email" is asked for
# line: 11
# shows: raises KeyError: 'email'
# meant: print the address
import asyncio

user = {"name": "Pat", "mail": "pat@example.org"}

async def show(u):
    await asyncio.sleep(0.01)
    print(u["name"], "->", u["email"])

asyncio.run(show(user))
