"""How things look: KERN components, form renderer, base page, charts and maps as SVG.

May use: engine. Knows no room and no row.
"""
