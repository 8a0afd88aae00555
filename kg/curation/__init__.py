"""From curated YAML files to the model: reading, evidence, decisions, and the checks a curator sees."""
