# cause: nobody ever sets the result of the future
# line: 10
# shows: prints "waiting for the parcel" and hangs for ever
# meant: receive the parcel after a moment
import asyncio

async def postman(fut):
    await asyncio.sleep(0.2)
    parcel = "book"
    return parcel

async def main():
    fut = asyncio.get_running_loop().create_future()
    asyncio.create_task(postman(fut))
    print("waiting for the parcel")
    print("got", await fut)

asyncio.run(main())
