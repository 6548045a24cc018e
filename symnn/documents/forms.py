"""The forms of a worked solution: single numbers, whole layers as matrices, or both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from symnn.documents.backward import backward
from symnn.documents.blocks import Block
from symnn.documents.data import risk, step
from symnn.documents.forward import forward, loss
from symnn.documents.gradient import gradient
from symnn.documents.laws import laws
from symnn.documents.overview import overview
from symnn.documents.parameter_vector import parameter_vector
from symnn.documents.paths import one_by_paths
from symnn.documents.worked import Worked
from symnn.errors import InputError
from symnn.network.model import Network
from symnn.quantities import Quantity

Section = Callable[[Worked, Quantity], Iterator[Block]]
"""What is written about a gradient."""
Laws = Callable[[Network, Sequence[Quantity], Collection[Quantity] | None], Iterator[Block]]
OfSample = Callable[[Worked], Iterator[Block]]


@dataclass(frozen=True)
class Form:
    """What is written in a form.

    Args:
        laws: the sections with the laws.
        overview: what is said about what is left out.
        forward: the sections of the forward pass.
        overall: the sections about the whole data.
        instead: what is written in the place of a section about a gradient; without an entry,
            the section itself.
    """

    laws: tuple[Laws, ...]
    overview: tuple[OfSample, ...]
    forward: tuple[OfSample, ...]
    overall: tuple[OfSample, ...]
    instead: Mapping[Section, tuple[Section, ...]] = field(default_factory=dict)

    def sections(self, of_method: Iterable[Section]) -> tuple[Section, ...]:
        """The sections about a gradient in this form.

        Raises:
            InputError: if they do without the recursion, which alone has a matrix form.
        """
        sections = tuple(of_method)
        if self.instead and backward not in sections:
            raise InputError(
                "the sum over all paths has no matrix form",
                expected="the method backprop or both, or the scalar form",
            )
        return tuple(new for old in sections for new in self.instead.get(old, (old,)))


def _scalar() -> Form:
    overall = (risk, step, parameter_vector)
    return Form((laws,), (overview,), (forward, loss), overall)


def _matrix() -> Form:
    # Imported here, since most pages have no matrix laws.
    from symnn.documents import matrix_form as of_layers
    from symnn.documents.matrix_laws import matrix_laws

    return Form(
        (matrix_laws,),
        (of_layers.matrix_overview, of_layers.asked_for),
        (of_layers.matrix_forward, loss),
        (
            *(partial(one, parameters=of_layers.by_layers) for one in (risk, step)),
            partial(parameter_vector, unpacks=False),
        ),
        {backward: (of_layers.matrix_backward,), gradient: (), one_by_paths: ()},
    )


def _both() -> Form:
    scalar, matrix = _scalar(), _matrix()
    return Form(
        (*scalar.laws, *matrix.laws),
        (*scalar.overview, matrix.overview[-1]),
        (forward, matrix.forward[0], loss),
        scalar.overall,
        {backward: (backward, *matrix.instead[backward])},
    )


FORMS: dict[str, Callable[[], Form]] = {"scalar": _scalar, "matrix": _matrix, "both": _both}
"""What makes a form, by its name."""


def form_named(name: str) -> Form:
    """The form of that name.

    Raises:
        InputError: if there is none.
    """
    if name not in FORMS:
        raise InputError("unknown form", found=name, expected="one of " + ", ".join(FORMS))
    return FORMS[name]()
