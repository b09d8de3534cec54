from lodestone.screen.frame import page_context
from lodestone.screen.presentation import present

present(page_context())
