"""The commands of `onrecord`, one module each. Only these and `graph.cli` print, read arguments or exit."""
