"""Wikidata: ask it, compare with it, and write down what it lacks; nothing here changes it or the curated sources."""
