load ../lib

prepare()
{
	ledger
	tradecli -q supplier add Star --code S1 --city A
	tradecli -q supplier edit S1 --city B
	tradecli -q supplier edit S1 --city C --rating 4
}

# The ledger but for its history: what people see of it.
state() { ledger_sql .dump | grep -v '^INSERT INTO \(operation\|change\|counter\) '; }

@test "log tells what was changed, the newest first" {
	ok tradecli log -f table
	out_is <<-'END'
	#  Time        User    Records    State  Command
	4  2026-11-22  tester  1 changed         tradecli -q supplier edit S1 --city C --rating 4
	3  2026-11-22  tester  1 changed         tradecli -q supplier edit S1 --city B
	2  2026-11-22  tester  1 added           tradecli -q supplier add Star --code S1 --city A
	1  2026-11-22  tester  2 added           tradecli -q init --company 'Test Co' --currency CNY
	END
	no_err
	ok tradecli log -f csv --limit 1
	out_is <<-'END'
	id,time,user,changes,state,command
	4,2026-11-22,tester,1 changed,,tradecli -q supplier edit S1 --city C --rating 4
	END
	no_err
	ok tradecli log -f id
	out_is <<-'END'
	4
	3
	2
	1
	END
	no_err
	ok tradecli log -f json
	json '.[0] | keys_unsorted'
	out_is <<-'END'
	["id","time","user","changes","state","command"]
	END
	no_err
}

@test "log of one operation, field by field" {
	ok tradecli log 4 -f csv
	out_is <<-'END'
	noun,code,action,field,before,after
	party,S1,update,city,B,C
	party,S1,update,rating,,4
	END
	no_err
	ok tradecli log '#2' -f csv
	out_is <<-'END'
	noun,code,action,field,before,after
	party,S1,insert,,,
	END
	no_err
	tradecli -q supplier rm S1 -y
	ok tradecli log 5 -f csv
	out_is <<-'END'
	noun,code,action,field,before,after
	party,S1,delete,code,S1,
	party,S1,delete,name,Star,
	party,S1,delete,roles,supplier,
	party,S1,delete,city,C,
	party,S1,delete,rating,4,
	party,S1,delete,archived,no,
	END
	no_err
	fails_with 3 tradecli log 999
	no_out
	err_is <<-'END'
	tradecli: there is no operation #999
	  hint: all of them: tradecli log
	END
	fails_with 2 tradecli log x
	no_out
	err_is <<-'END'
	tradecli: 'x' is not a number of an operation
	END
}

@test "log says who, and how the command was typed" {
	USER='李 明' tradecli -q supplier add "O'Neil & Co" --notes '$(id) `x`' --code S2
	ok tradecli log -f json --limit 1
	json '.[0] | .user, .command'
	out_is <<-'END'
	李 明
	tradecli -q supplier add 'O'\''Neil & Co' --notes '$(id) `x`' --code S2
	END
	no_err
}

@test "undo takes back, redo brings back, step by step" {
	state >three
	ok tradecli undo
	no_out
	err_is <<-'END'
	undone: #4 tradecli -q supplier edit S1 --city C --rating 4
	(bring it back: tradecli redo)
	END
	holds 'SELECT city, rating FROM party' <<-'END'
	B|
	END
	ok tradecli undo 2
	no_out
	err_is <<-'END'
	undone: #3 tradecli -q supplier edit S1 --city B
	undone: #2 tradecli -q supplier add Star --code S1 --city A
	(bring it back: tradecli redo)
	END
	holds 'SELECT count(*) FROM party' <<-'END'
	0
	END
	ok tradecli redo
	no_out
	err_is <<-'END'
	redone: #2 tradecli -q supplier add Star --code S1 --city A
	END
	ok tradecli redo 2
	no_out
	err_is <<-'END'
	redone: #3 tradecli -q supplier edit S1 --city B
	redone: #4 tradecli -q supplier edit S1 --city C --rating 4
	END
	state | diff three -
	refused 3 tradecli redo
	err_is <<-'END'
	tradecli: there is nothing to redo
	END
	ok tradecli log -f csv
	out_is <<-'END'
	id,time,user,changes,state,command
	10,2026-11-22,tester,1 changed,redo of #4,tradecli redo 2
	9,2026-11-22,tester,1 changed,redo of #3,tradecli redo 2
	8,2026-11-22,tester,1 added,redo of #2,tradecli redo
	7,2026-11-22,tester,1 removed,undo of #2,tradecli undo 2
	6,2026-11-22,tester,1 changed,undo of #3,tradecli undo 2
	5,2026-11-22,tester,1 changed,undo of #4,tradecli undo
	4,2026-11-22,tester,1 changed,,tradecli -q supplier edit S1 --city C --rating 4
	3,2026-11-22,tester,1 changed,,tradecli -q supplier edit S1 --city B
	2,2026-11-22,tester,1 added,,tradecli -q supplier add Star --code S1 --city A
	1,2026-11-22,tester,2 added,,tradecli -q init --company 'Test Co' --currency CNY
	END
	no_err
	ok tradecli check
}

@test "undo of more steps than there are: none is taken" {
	refused 3 tradecli undo 4
	err_is <<-'END'
	tradecli: after 3 steps: there is nothing to undo
	END
	refused 2 tradecli undo x
	err_is <<-'END'
	tradecli: 'x' is not a number of an operation
	END
	refused 3 tradecli undo '#99'
	err_is <<-'END'
	tradecli: there is no operation #99
	  hint: all of them: tradecli log
	END
}

@test "nothing to undo in a new ledger" {
	export TRADECLI_LEDGER=new.db
	ledger
	refused 3 tradecli undo
	err_is <<-'END'
	tradecli: there is nothing to undo
	END
	refused 3 tradecli redo
	err_is <<-'END'
	tradecli: there is nothing to redo
	END
	ok tradecli log -f csv
	out_is <<-'END'
	id,time,user,changes,state,command
	1,2026-11-22,tester,2 added,,tradecli -q init --company 'Test Co' --currency CNY
	END
	no_err
}

@test "undo of one operation is refused when a later one stands on it" {
	refused 5 tradecli undo --number 3
	err_is <<-'END'
	tradecli: #3 cannot be undone: a later change stands on it: #4 tradecli -q supplier edit S1 --city C --rating 4 (party S1)
	  hint: undo that one first: tradecli undo --number 4
	END
	refused 5 tradecli undo --number 2
	err_is <<-'END'
	tradecli: #2 cannot be undone: a later change stands on it: #3 tradecli -q supplier edit S1 --city B (party S1)
	  hint: undo that one first: tradecli undo --number 3
	END
	tradecli -q supplier add Moon --code S2
	ok tradecli undo --number 4
	no_out
	err_is <<-'END'
	undone: #4 tradecli -q supplier edit S1 --city C --rating 4
	(bring it back: tradecli redo)
	END
	ok tradecli undo --number 3
	holds 'SELECT code, city FROM party ORDER BY code' <<-'END'
	S1|A
	S2|
	END
	refused 5 tradecli undo --number 3
	err_is <<-'END'
	tradecli: #3 is undone already
	END
	refused 5 tradecli undo --number 6
	err_is <<-'END'
	tradecli: #6 is no change of its own: undo
	  hint: name the operation it belongs to: #4
	END
}

@test "undo of an add is refused when somebody uses the record" {
	tradecli -q product add Lamp --code P1 --supplier S1
	tradecli -q undo '#4'
	tradecli -q undo '#3'
	refused 5 tradecli undo --number 2
	err_is <<-'END'
	tradecli: #2 cannot be undone: a later change stands on it: #5 tradecli -q product add Lamp --code P1 --supplier S1 (product P1)
	  hint: undo that one first: tradecli undo --number 5
	END
}

@test "redo is refused when a later change stands in the way" {
	tradecli -q undo
	tradecli -q supplier edit S1 --city D
	refused 5 tradecli redo --number 4
	err_is <<-'END'
	tradecli: #4 cannot be redone: a later change stands on it: #6 tradecli -q supplier edit S1 --city D (party S1)
	  hint: undo that one first: tradecli undo --number 6
	END
}

@test "undo of rm brings the record back with all that was in it" {
	tradecli -q inquiry add ACME --number Q1 --description lamp --quantity 5
	tradecli -q inquiry note Q1 hello --next +3d
	state >before
	ok tradecli inquiry rm Q1 -y
	ok tradecli undo
	state | diff before -
	ok tradecli redo
	ok tradecli inquiry list -f id -q
	no_out
	ok tradecli check
}

@test "undo of an import takes all of it back, redo brings the same" {
	printf 'code,name,city\nS1,Star,X\nS2,Moon,Y\nS3,"a\tb",\n' >a.csv
	state >before
	ok tradecli supplier import a.csv
	state >after
	ok tradecli undo
	no_out
	err_is <<-'END'
	undone: #5 tradecli supplier import a.csv
	(bring it back: tradecli redo)
	END
	state | diff before -
	ok tradecli redo
	no_out
	err_is <<-'END'
	redone: #5 tradecli supplier import a.csv
	END
	state | diff after -
	ok tradecli check
}

@test "undo of a move" {
	tradecli -q inquiry add ACME --number Q1 --description lamp
	state >before
	ok tradecli inquiry move Q1 lost --reason price
	ok tradecli undo
	state | diff before -
}

@test "undo of a setting" {
	tradecli -q config set answer_days 5
	ok tradecli undo
	no_out
	err_is <<-'END'
	undone: #5 tradecli -q config set answer_days 5
	(bring it back: tradecli redo)
	END
	ok tradecli config get answer_days
	out_is <<-'END'
	2
	END
	no_err
}

@test "undo --dry-run changes nothing" {
	remember
	ok tradecli undo --dry-run
	no_out
	unchanged
}

@test "what changes nothing leaves no trace in the history" {
	remember
	ok tradecli supplier edit S1 --city C
	ok tradecli supplier import - <<<$'code,name\nS1,Star'
	unchanged
}

@test "a number once given is not given again" {
	tradecli -q supplier add A
	tradecli -q undo
	ok tradecli supplier add B
	out_is <<-'END'
	SUP-0002
	END
	no_err
	ok tradecli check
}
