"""Graphs as mappings from each node to what it needs: their cycles, and an order without looking ahead."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import TypeVar

N = TypeVar("N", bound=Hashable)


def strong_components(needs: Mapping[N, Sequence[N]]) -> list[frozenset[N]]:
    """The sets of nodes that all need each other (Tarjan 1972), without recursion."""
    index: dict[N, int] = {}
    low: dict[N, int] = {}
    stack: list[N] = []
    found: list[frozenset[N]] = []
    closed: set[N] = set()
    for root in needs:
        work = [(root, iter(needs[root]))] if root not in index else []
        while work:
            node, rest = work[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                stack.append(node)
            for following in rest:
                if following not in index:
                    work.append((following, iter(needs[following])))
                    break
                if following not in closed:
                    low[node] = min(low[node], low[following])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    start = stack.index(node)
                    found.append(frozenset(stack[start:]))
                    closed.update(stack[start:])
                    del stack[start:]
    return found


def in_order(needs: Mapping[N, Collection[N]], place: Callable[[N], int]) -> list[N]:
    """The nodes so that each comes after what it needs, the one with the smallest place first where two could.

    Places differ. What lies on a cycle, or needs what does, is left out.
    """
    waiting = {node: len(set(read)) for node, read in needs.items()}
    needed_by: dict[N, list[N]] = {node: [] for node in needs}
    for node, read in needs.items():
        for other in set(read):
            needed_by[other].append(node)
    at = {place(node): node for node in needs}
    ready = [place(node) for node, count in waiting.items() if not count]
    heapq.heapify(ready)
    ordered: list[N] = []
    while ready:
        node = at[heapq.heappop(ready)]
        ordered.append(node)
        for other in needed_by[node]:
            waiting[other] -= 1
            if not waiting[other]:
                heapq.heappush(ready, place(other))
    return ordered


def a_cycle(needs: Mapping[N, Collection[N]], place: Callable[[N], int]) -> list[N]:
    """One cycle among the nodes, from a node back to itself; empty where there is none."""
    left = {node: set(read) for node, read in needs.items()}
    for node in in_order(needs, place):
        del left[node]
    if not left:
        return []
    path = [min(left, key=place)]
    while (following := min(left[path[-1]] & left.keys(), key=place)) not in path:
        path.append(following)
    return [*path[path.index(following) :], following]
