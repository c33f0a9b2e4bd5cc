"""The demo: a small living world, told by calling the actions with one injected clock. Every name is made up."""
