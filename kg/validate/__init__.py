"""What the built graph must satisfy: shapes (SHACL) and logic (OWL), each breach brought back to its file and line."""
