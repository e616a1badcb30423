"""PDFs set by Typst: reports, handouts, scripts and slides, as PDF/UA-1."""
