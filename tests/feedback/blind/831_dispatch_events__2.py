# exercise: dispatch-events
# cause: all handlers are looked up before the first event is handled, so what a handler changes in the table no longer counts
# line: 13, 14, 15
def night_watch(light, alarm):
    """Which function is to be called for which event."""
    return {"dusk": light, "smoke": alarm}


def dispatch(events, handlers, default):
    """Call a function for each event, in order."""
    # first find out who is responsible, then call them one after the other
    todo = []
    for name, detail in events:
        todo.append((handlers.get(name), name, detail))
    for handler, name, detail in todo:
        if handler is None:
            default(name, detail)
        else:
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
