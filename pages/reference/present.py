from lodestone.screen.page_context import page_context
from lodestone.screen.presentation import present

present(page_context())
