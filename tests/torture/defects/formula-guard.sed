# lib/sheet/sink_delimited.c
# A text that begins with = is written for spreadsheets without a guard.
s/\.has_labels = true, \.has_guard = true/.has_labels = true/
