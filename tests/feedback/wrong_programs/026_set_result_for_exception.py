# cause: the exception is put into the future with set_result instead of set_exception
# line: 12
# shows: prints "got kettle broken" as though all were well; the except branch never runs
# meant: see "problem: kettle broken"
import asyncio

async def main():
    kettle = asyncio.get_running_loop().create_future()
    try:
        raise OSError("kettle broken")
    except OSError as e:
        kettle.set_result(e)

    try:
        print("got", await kettle)
    except OSError as err:
        print("problem:", err)

asyncio.run(main())
