# cmd/pdf/pen.c
# A paper bears the moment at which it was drawn.
/^	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,$/,+1s/.*/	(void)when;/
