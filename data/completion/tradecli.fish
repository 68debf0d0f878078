# fish completion for tradecli
function __tradecli_complete
	set -l words (commandline -opc) (commandline -ct)
	tradecli __complete -- $words[2..-1] 2>/dev/null
end
complete -c tradecli -a '(__tradecli_complete)'
