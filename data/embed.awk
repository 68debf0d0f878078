# Text files as C strings.
#
#	awk -v kind=schema -f data/embed.awk data/schema/*.sql
#	awk -v kind=completion -f data/embed.awk data/completion/*
#
# schema: one array of scripts, in the order of the files; completion: one
# string a file, named after its suffix.

function quoted(line) {
	gsub(/\\/, "\\\\", line)
	gsub(/"/, "\\\"", line)
	gsub(/\t/, "\\t", line)
	return "\t\"" line "\\n\""
}

BEGIN {
	if (kind == "schema")
		print "#include \"store/schema.h\"\n\n" \
		    "const char *const schema_scripts[] = {"
}
FNR == 1 {
	if (nfiles++ > 0)
		print kind == "schema" ? "\t),\n" : "\t;\n"
	if (kind == "schema")		# one text of many, for certain
		print "\t("
	if (kind == "completion") {
		suffix = FILENAME
		sub(/.*\./, "", suffix)
		print "extern const char completion_" suffix "[];"
		print "const char completion_" suffix "[] ="
	}
}
# Comments of SQL are for readers of the file.
kind == "schema" && /^[ \t]*--/ { next }
{ print quoted($0) }
END {
	if (kind == "schema")
		print "\t)\n};\nconst int schema_nscripts = " nfiles ";"
	else
		print "\t;"
}
