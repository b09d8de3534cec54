from lodestone.screen.notebook import notebook
from lodestone.screen.page_context import page_context

notebook(page_context())
