load ../lib

# From the inquiry to goods in the house.
prepare()
{
	ledger
	tradecli -q buyer add Nordlicht --code NORD --currency USD \
	    --terms 'T/T 30/70'
	tradecli -q supplier add Cixi --code CIXI
	tradecli -q product add 'LED bulb' --code LED --purchase-price 8.2 \
	    --vat-rate 13 --refund-rate 9 --supplier CIXI
	tradecli -q rate add --date 2026-11-01 --from-currency USD \
	    --to-currency CNY --value 7.1
	tradecli -q inquiry add --buyer NORD --product LED --quantity 1000
	tradecli -q quote from INQ-2026-0001 --price 1.65
	tradecli -q quote move QUO-2026-0001 sent
	tradecli -q quote revise QUO-2026-0001 --price 1.6
	tradecli -q quote move QUO-2026-0001-R1 sent
	tradecli -q quote move QUO-2026-0001-R1 accepted
	tradecli -q order from QUO-2026-0001-R1
	tradecli -q order move ORD-2026-0001 confirmed
	tradecli -q order pay ORD-2026-0001 1
	tradecli -q purchase from ORD-2026-0001 --quantity 400
	tradecli -q purchase from ORD-2026-0001 --promised 2026-12-10
	tradecli -q purchase move PUR-2026-0001 sent
	tradecli -q purchase receive PUR-2026-0001
}

@test "the chain is the same from each of its records" {
	ok tradecli deal INQ-2026-0001
	cp "$kept/out" whole
	file_is whole <<-'END'
	level	what	number	who	date	state	amount	currency	open	due
	0	inquiry	INQ-2026-0001	Nordlicht	2026-11-22	won				
	1	quote	QUO-2026-0001	Nordlicht	2026-11-22	replaced	1650	USD		
	1	quote	QUO-2026-0001-R1	Nordlicht	2026-11-22	accepted	1600	USD		
	2	order	ORD-2026-0001	Nordlicht	2026-11-22	confirmed	1600	USD	1120	
	3	instalment	1	T/T	2026-11-22	paid	480	USD		2026-11-22
	3	instalment	2	T/T		open	1120	USD	1120	
	3	purchase	PUR-2026-0001	Cixi	2026-11-22	received	3280	CNY		
	3	purchase	PUR-2026-0002	Cixi	2026-11-22	draft	4920	CNY	4920	2026-12-10

	order	basis	revenue	cost	margin	percent	currency
	ORD-2026-0001	estimated	11360	7546.9	3813.1	33.57	CNY
	ORD-2026-0001	so far	3408	3018.76	389.24	11.42	CNY
	END
	for number in QUO-2026-0001 QUO-2026-0001-R1 ORD-2026-0001 \
	    PUR-2026-0002; do
		ok tradecli deal $number
		out_is <whole
	done
}

@test "of a purchase open is what has not come in" {
	open()
	{
		ok tradecli deal ORD-2026-0001 -f json
		json '.deal[] | select(.number == "PUR-2026-0002") | [.state, .amount, .open]'
	}
	tradecli -q purchase edit PUR-2026-0002 --line 2 --product LED --quantity 3 --price 0.335
	tradecli -q purchase move PUR-2026-0002 sent
	open
	out_is <<<'["sent",4921.01,4921.01]'
	# 400 of 600 have come, and 1 of 3
	tradecli -q purchase receive PUR-2026-0002 --line 1 --quantity 400
	tradecli -q purchase receive PUR-2026-0002 --line 2 --quantity 1
	open
	out_is <<<'["sent",4921.01,1640.67]'
	tradecli -q purchase receive PUR-2026-0002 --line 1
	open
	out_is <<<'["sent",4921.01,0.67]'
	# the rest is let go
	tradecli -q purchase move PUR-2026-0002 received
	open
	out_is <<<'["received",4921.01,null]'
}

@test "on a screen it is a tree, in the user's language" {
	ok tradecli deal ORD-2026-0001 -f table --lang zh_CN
	grep -A4 '^层级' "$kept/out" >"$kept/head"
	mv "$kept/head" "$kept/out"
	out_is <<-'END'
	层级  事项          单号              对方       日期        状态          金额  币种      未结  到期日
	   0  询盘          INQ-2026-0001     Nordlicht  2026-11-22  成交
	   1    报价单      QUO-2026-0001     Nordlicht  2026-11-22  已被替代  1,650.00  USD
	   1    报价单      QUO-2026-0001-R1  Nordlicht  2026-11-22  已接受    1,600.00  USD
	   2      订单      ORD-2026-0001     Nordlicht  2026-11-22  已确认    1,600.00  USD   1,120.00
	END
}

@test "without an inquiry it begins with the quote, or the order" {
	tradecli -q quote add ACME --description x --quantity 1 --price 2
	tradecli -q quote revise QUO-2026-0002
	ok tradecli deal QUO-2026-0002-R1
	out_is <<-'END'
	level	what	number	who	date	state	amount	currency	open	due
	0	quote	QUO-2026-0002	ACME	2026-11-22	replaced	2	CNY		
	1	quote	QUO-2026-0002-R1	ACME	2026-11-22	draft	2	CNY		

	order	basis	revenue	cost	margin	percent	currency
	END
	tradecli -q order add --buyer NORD --currency GBP --description x \
	    --quantity 1 --price 2
	ok tradecli deal ORD-2026-0002 -f json
	json '.margins'
	out_is <<-'END'
	[{"order":"ORD-2026-0002","basis":"estimated","revenue":null,"cost":null,"margin":null,"percent":null,"currency":"CNY"},{"order":"ORD-2026-0002","basis":"so far","revenue":0,"cost":0,"margin":0,"percent":null,"currency":"CNY"}]
	END
}

@test "a number that nothing has" {
	refused 3 tradecli deal ORD-2026-0009
	err_is <<-'END'
	tradecli: nothing has the number 'ORD-2026-0009'
	  hint: give that of an inquiry, quote, order, purchase or shipment
	END
	refused 2 tradecli deal
}

# The commands of the manual's step by step, joined and without its markup.
tutorial()
{
	awk '/^\.Sh A DEAL/ { inside = 1 } /^\.Sh EXIT/ { inside = 0 }
	    /^\.Bd/ { shown = 1; next } /^\.Ed/ { shown = 0 }
	    inside && shown' "$TRADECLI_SOURCE/man/tradecli-deal.1" |
	    sed 's/\\e$/\\/'
}

@test "the manual's deal, step by step, from an empty ledger to the papers" {
	rm -f ledger.db*
	tutorial >steps.sh
	[ "$(grep -c '^tradecli' steps.sh)" -gt 60 ]
	ok bash -e steps.sh
	ok tradecli deal ORD-2026-0001
	awk -F '\t' 'NF == 10 { print $1, $2, $3, $6 "." }' "$kept/out" >chain
	file_is chain <<-'END'
	level what number state.
	0 inquiry INQ-2026-0001 won.
	1 offer OFR-2026-0001 .
	1 offer OFR-2026-0002 .
	1 quote QUO-2026-0001 replaced.
	2 document QUO-2026-0001 issued.
	1 quote QUO-2026-0001-R1 accepted.
	2 document QUO-2026-0001-R1 issued.
	2 order ORD-2026-0001 closed.
	3 instalment 1 paid.
	3 instalment 2 paid.
	3 document SC-2026-0001 issued.
	3 document PI-2026-0001 issued.
	3 purchase PUR-2026-0001 received.
	4 document PUR-2026-0001 issued.
	3 purchase PUR-2026-0002 received.
	4 document PUR-2026-0002 issued.
	3 shipment SHP-2026-0001 shipped.
	4 document CI-2026-0001 issued.
	4 document PL-2026-0001 issued.
	4 document SA-2026-0001 issued.
	END
	ok tradecli check
	ok tradecli doc check ORD-2026-0001
	err_is <<-'END'
	ORD-2026-0001: compared: 212, different: 0
	END
	for paper in QUO-2026-0001-R1 SC-2026-0001 PI-2026-0001 PUR-2026-0001 \
	    PUR-2026-0002 CI-2026-0001 PL-2026-0001 SA-2026-0001; do
		pdftotext $paper.pdf - | grep -q "$paper"
	done
	[ -s deal.xlsx ]
	grep -q '134 cartons of 12.115 m3' \
	    "$TRADECLI_SOURCE/man/tradecli-deal.1"
	ok tradecli shipment show SHP-2026-0001 -f json
	json '.cartons | last | [.last, .quantity]'
	out_is <<-'END'
	[134,8]
	END
}

@test "on 80 columns it is a tree still" {
	for lang in en zh_CN; do
		on_terminal "tradecli deal ORD-2026-0001 --lang $lang"
		exits_with 0
		[ "$(widths <"$kept/out" | sort -n | tail -1)" -le 80 ]
		grep -Eq '^  (Order|订单) ORD-2026-0001 ' "$kept/out"
	done
	for noun in quote order purchase; do
		on_terminal "tradecli $noun list"
		[ "$(wc -l <"$kept/out")" -le 3 ]
		[ "$(widths <"$kept/out" | sort -n | tail -1)" -le 80 ]
	done
}
