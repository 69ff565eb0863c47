import asyncio
async def main():
    for word in ["stop", "go"]:
        if word == "go" or "run":
            print("moving")
asyncio.run(main())
