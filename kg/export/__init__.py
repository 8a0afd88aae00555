"""Results as files and text: pages, tables, RDF."""
