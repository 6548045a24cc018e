"""The kinds of exercises: one module a kind, all in one table."""

from symnn.exercises.kinds import (
    activation_values,
    backprop,
    chain_rule_paths,
    feature_map,
    find_the_mistake,
    forward,
    input_gradient,
    layer_function,
    least_squares,
    linear_collapse,
    linear_gradient,
    loss_value,
    matrix_form,
    network_shape,
    operation_count,
    parameter_count,
    parameter_vector,
    partial_backprop,
    single_derivative,
    true_false,
    vanishing_gradient,
    zero_gradient,
)
from symnn.exercises.kinds.kind import KINDS, Kind

KINDS.add(
    activation_values.KIND,
    backprop.KIND,
    chain_rule_paths.KIND,
    feature_map.KIND,
    find_the_mistake.KIND,
    forward.KIND,
    input_gradient.KIND,
    layer_function.KIND,
    least_squares.KIND,
    linear_collapse.KIND,
    linear_gradient.KIND,
    matrix_form.KIND,
    loss_value.KIND,
    network_shape.KIND,
    operation_count.KIND,
    parameter_count.KIND,
    parameter_vector.KIND,
    partial_backprop.KIND,
    single_derivative.KIND,
    true_false.KIND,
    vanishing_gradient.KIND,
    zero_gradient.KIND,
)

__all__ = ["KINDS", "Kind"]
