"""A network drawn in characters: from its equations to boxes, from boxes to lines that meet, and to cells."""
