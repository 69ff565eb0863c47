"""An automated exercise grader for Python, first of all for asyncio and event-driven programming."""

__version__ = "1.0.0"
