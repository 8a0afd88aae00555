"""What follows from the statements by rule: ranks and plain facts, conflicts."""
