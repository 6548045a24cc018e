"""Reading what people answered, and marking it by the laws that gave the key."""
