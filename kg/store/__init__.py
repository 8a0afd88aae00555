"""Where the graph lives: the store protocol and the engine behind it."""
