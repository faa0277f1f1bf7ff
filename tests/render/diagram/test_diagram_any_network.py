"""Networks that nobody wrote: whatever reads whatever, its drawing can be followed."""

from __future__ import annotations

from drawn import networks, own
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_diagram_scene import TALL, check_cell, check_steps

from rnntui.engine.architecture import parse_architecture
from rnntui.engine.program import Program, program_of

ROLES = ("hidden", "gate", "part", "signal", "memory", "candidate", "output")


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """A network of a few variables of the same size, each of which reads some of those before, and of the past."""
    count = draw(st.integers(1, 7))
    names = [f"v{place}" for place in range(count)]
    equations = []
    sign = draw(st.sampled_from("-+"))
    for place, name in enumerate(names):
        # The first has nothing before it to read.
        now = draw(st.lists(st.sampled_from(names[:place] or names), max_size=3 * (place > 0), unique=True))
        past = draw(st.lists(st.tuples(st.sampled_from(names), st.integers(1, 3)), max_size=3, unique=True))
        reads_input = draw(st.booleans())
        terms = [f"W_{name} @ x[t]"] if not place or reads_input or not (now or past) else []
        terms += [f"{read}[t]" for read in now] + [f"R_{name}_{read}_{by} @ {read}[t{sign}{by}]" for read, by in past]
        text = f"{name}[t] = tanh({' + '.join(terms)})"
        is_multiplied = draw(st.booleans())
        if now and is_multiplied:
            text = f"{name}[t] = {now[0]}[t] * tanh({' + '.join(terms)})"
        equations.append((draw(st.sampled_from(ROLES)), text))
    sizes = "".join(f'\n{name} = "hidden"' for name in names)
    text = own(("hidden", f"h[t] = tanh(Q @ {names[-1]}[t])"), *equations).replace(
        'h = "hidden"', f'h = "hidden"{sizes}'
    )
    text = text.replace('y = "output"\n', "")
    return program_of(parse_architecture(text, name="any", file="any.toml"))


@given(programs(), st.integers(0, 2), st.integers(0, 1), st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_network(program: Program, which: int, form: int, one_each: bool) -> None:
    network = networks(program)[which]
    check_cell(program, network, TALL[form])
    check_steps(program, network, TALL[form], one_each=one_each)
