"""The query library, typed parameters, answers, and the receipts behind each row."""
