"""Names in the spellings of section 1 of the interface become plain names."""

import pytest

from symnn.notation.spellings import to_plain

SPELLINGS = [
    ("W2_13", "W2_13"),
    ("W^(2)_13", "W2_13"),
    ("W^{(2)}_{13}", "W2_13"),
    ("W_{13}^{(2)}", "W2_13"),
    ("W[2][1,3]", "W2_13"),
    ("W[2][1,13]", "W2_1_13"),
    ("W_{10,3}^{(2)}", "W2_10_3"),
    (r"\frac{\partial H}{\partial W_{13}^{(2)}}", "dH/dW2_13"),
    (r"\frac{\partial H_2}{\partial z_{1}^{(2)}}", "dH2/dz2_1"),
    ("∂H/∂W₁₃⁽²⁾", "dH/dW2_13"),
    ("∂L / ∂b₂⁽¹⁾", "dL/db1_2"),
    ("dH/dz_1^{(2)}", "dH/dz2_1"),
    ("z₁⁽²⁾", "z2_1"),
    ("z[2][1]", "z2_1"),
    ("x_2", "x2"),
    ("x₂", "x2"),
    ("H_1", "H1"),
    ("H", "H"),
    ("σ′(z₁⁽²⁾)", "sigmoid_prime(z2_1)"),
    ("relu_prime(z1_2)", "relu_prime(z1_2)"),
    ("g'(z_2^{(1)})", "g_prime(z1_2)"),
    ("z1_1@2", "z1_1@2"),
    ("z_1^{(1)}@2", "z1_1@2"),
    ("new_W1_11", "new_W1_11"),
    ("dH_dz2_1", "dH/dz2_1"),
    ("dH2_dW1_1_12", "dH2/dW1_1_12"),
    ("da2_1/dz2_2", "da2_1/dz2_2"),
    ("nonsense", "nonsense"),
    ("dH/dW1_*", "dH/dW1_*"),
]


@pytest.mark.parametrize(("typed", "plain"), SPELLINGS)
def test_spelling(typed: str, plain: str) -> None:
    assert to_plain(typed) == plain
