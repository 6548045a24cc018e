"""Documents: worked solutions and derivations as pages of blocks, for every renderer."""

from symnn.documents.blocks import Document
from symnn.documents.derivation import derivation_document
from symnn.documents.registry import registry_document
from symnn.documents.solution import solution_document

__all__ = ["Document", "derivation_document", "registry_document", "solution_document"]
