"""From the model to quads: ids from content, literals with bounds, statements with their provenance."""
