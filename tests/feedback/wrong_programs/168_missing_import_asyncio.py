# cause: asyncio is not imported
# line: 8
# shows: raises NameError: name 'asyncio' is not defined
# meant: print "hello"
async def main():
    print("hello")

asyncio.run(main())
