"""How strongly operators bind, weakest first."""

CONDITIONAL = 1
OR = 2
AND = 3
NOT = 4
RELATION = 5
SUM = 10
PRODUCT = 20
POWER = 30
POSTFIX = 40
