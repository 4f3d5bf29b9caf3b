"""Networks in general lines: definitions with indices, z_j = sum of w_{jk} x_k for every j, differentiated backward.

`network` reads the definitions as families, `backward` derives the slope of the output in each of them, the last first,
and `judging` holds what comes out against numbers at sizes.
"""
