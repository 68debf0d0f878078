#compdef tradecli
# zsh completion for tradecli
_tradecli()
{
	local -a found
	local line
	tradecli __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null |
	while IFS= read -r line; do
		found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
	done
	if (( ${#found} )); then
		_describe tradecli found
	else
		_files
	fi
}
compdef _tradecli tradecli
