"""The JSON API as its OpenAPI document describes it."""
