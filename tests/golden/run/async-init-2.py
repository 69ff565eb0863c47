import asyncio
class Room:
    async def __init__(self, name: str) -> None:
        self.name = name
rooms = [Room("a")]
