# Makes one C file of the code lists, each named after its file:
#	awk -f data/codes/embed.awk data/codes/*.tsv > build/codes.c

BEGIN {
	FS = "\t"
	print "/* Made from data/codes by embed.awk. */"
	print "#include \"value/codes.h\""
}

function quote(text) {
	gsub(/[\\"]/, "\\\\&", text)
	return "\"" text "\""
}

function finish() {
	if (list == "")
		return
	print "};\n"
	printf "const struct codes %s_codes = {\n", list
	printf "\t\"%s\", %s_list, %d\n};\n", list, list, n
}

FNR == 1 {
	finish()
	n = 0
	list = FILENAME
	sub(/.*\//, "", list)
	sub(/\.tsv$/, "", list)
	printf "\nstatic const struct code %s_list[] = {\n", list
}

/^#/ { next }

NF != 4 && NF != 5 {
	printf "%s:%d: %d columns\n", FILENAME, FNR, NF > "/dev/stderr"
	failed = 1
	exit
}

{
	n++
	printf "\t{ %s, %s, %s,\n", quote($1), quote($2), quote($3)
	printf "\t  %s, %d },\n", quote($4), $5
}

END {
	if (failed)
		exit 1
	finish()
}
