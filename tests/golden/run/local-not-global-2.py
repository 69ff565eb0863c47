import asyncio
ready = False
def open_door():
    ready = True
async def main():
    asyncio.get_running_loop().call_later(2, open_door)
    while not ready:
        await asyncio.sleep(0.5)
    print("come in")
asyncio.run(main())
