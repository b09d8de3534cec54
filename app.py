"""Front door of the notebook: navigation, the shared filters, and the page the reader chose."""

from lodestone.cells.door import open_door

open_door()
