"""From edges to a picture: the graph model, its layout and its measures."""
