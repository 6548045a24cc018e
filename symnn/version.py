"""The version of symnn."""

VERSION = "0.1.0"
