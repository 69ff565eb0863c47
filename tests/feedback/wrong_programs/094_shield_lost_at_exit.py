# cause: shield protects the inner task from the time-out, but nobody waits for it, and asyncio.run cancels it at the end
# line: 13
# shows: prints "timed out" but never "payment booked"
# meant: book the payment in spite of the time-out
import asyncio

async def book_payment():
    await asyncio.sleep(0.5)
    print("payment booked")

async def main():
    try:
        await asyncio.wait_for(asyncio.shield(book_payment()), 0.1)
    except asyncio.TimeoutError:
        print("timed out")

asyncio.run(main())
