# exercise: dispatch-events
# cause: default is put in as the handler from the table and is called with the detail alone, without the name of the event
# line: 12, 13
def night_watch(light, alarm):
    """Which function is to be called for which event."""
    return {"dusk": light, "smoke": alarm}


def dispatch(events, handlers, default):
    """Call a function for each event, in order."""
    for name, detail in events:
        handler = handlers.get(name, default)
        handler(detail)


def switch_on(place):
    print("Light on:", place)


def ring(place):
    print("Fire in the", place)


def wonder(name, detail):
    print("What is this?", name, detail)


if __name__ == "__main__":
    night = [("dusk", "garden"), ("owl", "roof"), ("smoke", "kitchen")]
    dispatch(night, night_watch(switch_on, ring), wonder)
