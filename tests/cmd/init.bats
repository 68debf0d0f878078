load ../lib

@test "init makes a ledger and says what is next" {
	ok tradecli init --company '宁波海星 Co., Ltd.' --currency cny
	no_out
	err_is <<-'END'
	Created ledger.db (宁波海星 Co., Ltd., home currency CNY).
	Next: tradecli import FILE, or tradecli supplier template suppliers.xlsx
	END
	[ "$(stat -c %a ledger.db)" = 600 ]
	[ "$(ledger_sql "SELECT name || '=' || value FROM setting ORDER BY 1")" \
	    = $'company=宁波海星 Co., Ltd.\ncurrency=CNY' ]
}

@test "init --quiet says nothing" {
	ok tradecli init -q --company A --currency USD
	no_out
	no_err
}

@test "init names everything that is missing" {
	fails_with 2 tradecli init
	no_out
	err_is <<-'END'
	tradecli: init: missing: --company, --currency
	  hint: for example: tradecli init --company 'ACME Ltd' --currency CNY, or tradecli init --demo
	END
	fails_with 2 tradecli init --company A
	err_is <<-'END'
	tradecli: init: missing: --currency
	  hint: for example: tradecli init --company 'ACME Ltd' --currency CNY, or tradecli init --demo
	END
	[ ! -e ledger.db ]
}

@test "init refuses a currency that is none" {
	fails_with 4 tradecli init --company A --currency CNX
	no_out
	err_is <<-'END'
	tradecli: --currency: 'CNX' is not a currency
	  hint: write the three-letter code or the name, e.g. USD, 美元
	END
	[ ! -e ledger.db ]
}

@test "init never replaces a file" {
	ledger
	remember
	fails_with 5 tradecli init --company B --currency USD
	no_out
	err_is <<-'END'
	tradecli: ledger.db: exists already
	END
	unchanged
	: >empty.db
	fails_with 5 tradecli init -L empty.db --company B --currency USD
	[ ! -s empty.db ]
}

@test "init makes the folder of the default ledger, for the user alone" {
	unset TRADECLI_LEDGER
	ok tradecli init --company A --currency USD
	[ "$(stat -c %a "$HOME/.local/share/tradecli")" = 700 ]
	ok tradecli supplier list
	export XDG_DATA_HOME=$work/data
	ok tradecli init --company A --currency USD
	[ -f data/tradecli/ledger.db ]
}

@test "without HOME and a name there is no ledger" {
	unset TRADECLI_LEDGER HOME
	fails_with 2 tradecli init --company A --currency USD
	err_is <<-'END'
	tradecli: no ledger is named, and HOME is not set
	  hint: name it: -L FILE
	END
	fails_with 2 tradecli supplier list
	err_is <<-'END'
	tradecli: no ledger is named, and HOME is not set
	  hint: name it: -L FILE
	END
}

@test "init where nothing can be written" {
	fails_with 8 tradecli init -L /proc/nowhere/l.db --company A --currency USD
	no_out
}

@test "init --demo fills in suppliers, buyers, products, inquiries and deals" {
	ok tradecli init --demo
	no_out
	for noun in supplier buyer product inquiry; do
		ok tradecli $noun list -f id
		[ "$(wc -l <"$kept/out")" -gt 20 ]
	done
	for noun in rate offer quote order purchase shipment; do
		ok tradecli $noun list -f id
		echo "$noun $(wc -l <"$kept/out")"
	done >counts
	file_is counts <<-'END'
	rate 28
	offer 7
	quote 7
	order 4
	purchase 4
	shipment 3
	END
	ok tradecli check
}

@test "a command without a ledger says how to make one" {
	fails_with 3 tradecli supplier list
	no_out
	err_is <<-'END'
	tradecli: ledger.db: there is no ledger
	  hint: make one: tradecli init --company NAME --currency CNY
	END
	[ ! -e ledger.db ]
}
