"""GIFT-Grab's companion package."""
