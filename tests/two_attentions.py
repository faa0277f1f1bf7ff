"""A network with two attentions, of which one names its scores."""

from __future__ import annotations

BOTH = """
title = "two heads"
source = "-"
summary = "two"
[sizes]
x = "input"
h = "hidden"
y = "output"
[[equations]]
is = "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])"
role = "hidden"
[[equations]]
is = "s[u] = tanh(E_s @ y[u-1] + U_s @ s[u-1])"
role = "hidden"
[[equations]]
is = "first[u] = softmax(h[:] @ s[u])"
role = "attention"
[[equations]]
is = "fits[u] = h[:] @ s[u-1]"
role = "score"
[[equations]]
is = "second[u] = softmax(fits[u])"
role = "attention"
[[equations]]
is = "p[u] = softmax(V_y @ s[u] + C_y @ concat(first[u] @ h[:], second[u] @ h[:]))"
role = "output"
[[equations]]
is = "y[u] = greedy(p[u])"
role = "output"
[initial]
s = "h[T]"
y = "<bos>"
[until]
y = "<eos>"
steps = 5
"""
