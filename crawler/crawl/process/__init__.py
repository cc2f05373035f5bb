"""What a run does to the process that it has to itself or shares: its signals, its log and its allocator."""
