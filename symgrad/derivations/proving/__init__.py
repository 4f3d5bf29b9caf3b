"""How a derivation's lines are proved: the routes, the facts they rest on, the evidence."""
