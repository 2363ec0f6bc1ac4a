"""The people on a case: what a service keeps of them, and what its messages say of them."""
