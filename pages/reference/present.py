from lodestone.cells.door import desk
from lodestone.cells.presentation import present

present(desk())
