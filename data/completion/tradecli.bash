# bash completion for tradecli
_tradecli()
{
	local line word
	COMPREPLY=()
	while IFS= read -r line; do
		# Codes are data: nothing in them may be run by the shell.
		printf -v word %q "${line%%$'\t'*}"
		COMPREPLY+=("$word")
	done < <(tradecli __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
	if [ ${#COMPREPLY[@]} -eq 0 ]; then
		compopt -o default 2>/dev/null
	fi
}
complete -F _tradecli tradecli
