"""Training, data and export of the bundles that Vitrine ships."""
