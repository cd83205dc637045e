"""The look, once for all pages: style sheets, components, base templates, the patchwork sign."""
