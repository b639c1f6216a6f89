"""Cómo empieza el Python del navegador; build.py lo lleva al núcleo dentro de un paquete."""

c = get_config()  # noqa: F821  (lo pone IPython)
c.InteractiveShellApp.exec_lines = ["import gmm_lab_browser as _; _.prepare(); del _"]
