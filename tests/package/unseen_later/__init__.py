"""Respuestas escritas por quien no había visto el detector: estilos y errores."""
