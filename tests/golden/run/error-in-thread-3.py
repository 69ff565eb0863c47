import asyncio, threading
def work():
    d = {}
    return d["x"]
async def main():
    t = threading.Thread(target=work)
    t.start()
    await asyncio.sleep(1)

asyncio.run(main())
