"""Networks of named definitions: the paths through them, the chain rule along each, the adjoints."""
