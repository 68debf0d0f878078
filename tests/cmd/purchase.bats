load ../lib

prepare()
{
	ledger
	tradecli -q buyer add Nordlicht --code NORD --currency USD
	tradecli -q supplier add Cixi --code CIXI --terms 月结30天
	tradecli -q supplier add Yiwu --code YIWU
	tradecli -q product add 'LED bulb' --name-local LED球泡灯 --code LED \
	    --unit pcs --purchase-price 4.2 --vat-rate 13 --refund-rate 13 \
	    --supplier CIXI
	tradecli -q product add Shade --code SHADE --purchase-price 2.1 \
	    --supplier YIWU
	tradecli -q order add --buyer NORD --product LED --quantity 1000 \
	    --price 1
	tradecli -q order edit ORD-2026-0001 --product SHADE --quantity 400 \
	    --price 1
	tradecli -q order move ORD-2026-0001 confirmed
}

purchases()
{
	holds 'SELECT p.number, s.code, p.currency, l.order_line,
	    l.quantity / 1000000, l.price, l.amount / 1000000
	    FROM purchase p JOIN party s ON s.id = p.supplier
	    JOIN purchase_line l ON l.purchase = p.id ORDER BY l.id'
}

@test "from: one for each supplier" {
	ok tradecli purchase from ORD-2026-0001 --promised +30d
	out_is <<-'END'
	PUR-2026-0001
	PUR-2026-0002
	END
	purchases <<-'END'
	PUR-2026-0001|CIXI|CNY|1|1000|4200000|4200
	PUR-2026-0002|YIWU|CNY|2|400|2100000|840
	END
	holds 'SELECT terms, vat_included, promised, sales_order FROM purchase
	    ORDER BY id' <<-'END'
	月结30天|1|2026-12-22|1
	|0|2026-12-22|1
	END
	holds 'SELECT description, vat_rate, refund_rate FROM purchase_line
	    WHERE line = 1 AND purchase = 1' <<<'LED球泡灯|13000000|13000000'
	refused 5 tradecli purchase from ORD-2026-0001
	err_is <<-'END'
	tradecli: order ORD-2026-0001: all of it is bought
	  hint: to buy more than was ordered, say --quantity N=Q --more
	END
}

@test "from: whom and at what price the quote was costed with" {
	tradecli -q inquiry add --buyer NORD --product LED --quantity 1000
	tradecli -q inquiry edit INQ-2026-0001 --product SHADE --quantity 400
	tradecli -q offer add --inquiry INQ-2026-0001 --supplier YIWU \
	    --product LED --price 3.5 --vat-rate 13 --valid-until +5d
	tradecli -q quote from INQ-2026-0001 --price 1
	tradecli -q quote move QUO-2026-0001 sent
	tradecli -q quote move QUO-2026-0001 accepted
	tradecli -q order from QUO-2026-0001
	tradecli -q order move ORD-2026-0002 confirmed
	ok tradecli purchase from ORD-2026-0002 --lines 1 --supplier CIXI \
	    --quantity 10
	no_err
	ok tradecli purchase from ORD-2026-0002 --today 2026-12-22
	err_is <<-'END'
	line 1: OFR-2026-0001, 3.5 CNY plus 13% VAT
	END
	purchases <<-'END'
	PUR-2026-0001|CIXI|CNY|1|10|4200000|42
	PUR-2026-0002|YIWU|CNY|1|990|3500000|3465
	PUR-2026-0002|YIWU|CNY|2|400|2100000|840
	END
	holds 'SELECT vat_included, vat_rate, refund_rate FROM purchase p
	    JOIN purchase_line l ON l.purchase = p.id ORDER BY p.id' <<-'END'
	1|13000000|13000000
	0|13000000|13000000
	0||
	END
}

@test "from: parts, and never more than was ordered" {
	ok tradecli purchase from ORD-2026-0001 --lines 1 --quantity 400
	ok tradecli purchase from ORD-2026-0001 --lines 1,2 --quantity 1=250 \
	    --supplier YIWU --price 1=4
	purchases <<-'END'
	PUR-2026-0001|CIXI|CNY|1|400|4200000|1680
	PUR-2026-0002|YIWU|CNY|1|250|4000000|1000
	PUR-2026-0002|YIWU|CNY|2|400|2100000|840
	END
	refused 5 tradecli purchase from ORD-2026-0001 --quantity 1=351
	err_is <<-'END'
	tradecli: order ORD-2026-0001 line 1: 351 is more than is left to buy (350)
	  hint: to buy more than was ordered, say --more
	END
	ok tradecli purchase from ORD-2026-0001 --quantity 1=351 --more
	refused 5 tradecli purchase from ORD-2026-0001
	tradecli -q purchase move PUR-2026-0001 cancelled --reason 'no capacity'
	ok tradecli purchase from ORD-2026-0001
	holds 'SELECT quantity / 1000000 FROM purchase_line
	    ORDER BY id DESC LIMIT 1' <<<399
}

@test "from refuses" {
	refused 3 tradecli purchase from ORD-2026-0001 --lines 3
	err_is <<-'END'
	tradecli: order ORD-2026-0001 has no line 3
	END
	refused 2 tradecli purchase from ORD-2026-0001 --lines 1,x
	refused 3 tradecli purchase from ORD-2026-0001 --supplier NOBODY
	refused 4 tradecli purchase from ORD-2026-0001 --currency USD
	err_is <<-'END'
	tradecli: order ORD-2026-0001 line 1: there is no purchase price
	  hint: say it: --price 1=4.20, or give the product one
	END
	tradecli -q order add --buyer NORD --description x --quantity 1 --price 1
	refused 5 tradecli purchase from ORD-2026-0002
	err_is <<-'END'
	tradecli: order ORD-2026-0002 is draft: nothing is bought for it
	  hint: it has to stand first: tradecli order move ORD-2026-0002 confirmed
	END
	tradecli -q order move ORD-2026-0002 confirmed
	refused 4 tradecli purchase from ORD-2026-0002
	err_is <<-'END'
	tradecli: order ORD-2026-0002 line 1: its product has no supplier
	  hint: say from whom: --supplier CODE, and which lines: --lines 1
	END
}

@test "receive: in parts, until nothing is missing" {
	tradecli -q purchase from ORD-2026-0001 --supplier CIXI
	refused 5 tradecli purchase receive PUR-2026-0001
	err_is <<-'END'
	tradecli: purchase PUR-2026-0001 is draft: nothing comes in for it
	  hint: goods come in for one that is sent: tradecli purchase move PUR-2026-0001 sent
	END
	tradecli -q purchase move PUR-2026-0001 sent
	ok tradecli purchase receive PUR-2026-0001 --line 1 --quantity 900 \
	    --date 2026-12-01 --quality '20 scratched'
	err_is <<-'END'
	PUR-2026-0001: noted
	END
	refused 5 tradecli purchase receive PUR-2026-0001 --line 1 \
	    --quantity 101
	err_is <<-'END'
	tradecli: PUR-2026-0001: line 1: more than the 100 that are missing
	  hint: if more came than was bought, say so: --quality TEXT
	END
	refused 2 tradecli purchase receive PUR-2026-0001 --quantity 1
	refused 3 tradecli purchase receive PUR-2026-0001 --line 9
	ok tradecli purchase receive PUR-2026-0001 --date 2026-12-05
	err_is <<-'END'
	PUR-2026-0001: sent -> received
	END
	holds 'SELECT line, received_quantity / 1000000, received_date, quality
	    FROM purchase_line ORDER BY line' <<-'END'
	1|1000|2026-12-05|20 scratched
	2|400|2026-12-05|
	END
	holds 'SELECT state, received FROM purchase' <<<'received|2026-12-05'
}

@test "states: what may follow" {
	tradecli -q purchase from ORD-2026-0001 --lines 1
	refused 5 tradecli purchase move PUR-2026-0001 received
	ok tradecli purchase move PUR-2026-0001 已下单
	refused 5 tradecli purchase edit PUR-2026-0001 --line 1 --price 4
	refused 5 tradecli purchase rm -y PUR-2026-0001
	ok tradecli purchase edit PUR-2026-0001 --promised 2026-12-30
	ok tradecli purchase move PUR-2026-0001 confirmed
	refused 4 tradecli purchase move PUR-2026-0001 cancelled
	ok tradecli purchase move PUR-2026-0001 received
	ok tradecli purchase move PUR-2026-0001 closed
	refused 5 tradecli purchase move PUR-2026-0001 cancelled --reason x
}

@test "receive: nothing is no quantity" {
	tradecli -q purchase from ORD-2026-0001 --supplier CIXI
	tradecli -q purchase move PUR-2026-0001 sent
	for quantity in 0 '' 0.0; do
		refused 2 tradecli purchase receive PUR-2026-0001 --line 1 \
		    --quantity "$quantity"
		err_is <<-'END'
		tradecli: --quantity: how much came in?
		  hint: leave it out when all that was missing came
		END
	done
}

@test "receive: somewhat more than was bought, when something is said of it" {
	tradecli -q purchase from ORD-2026-0001 --supplier CIXI
	tradecli -q purchase move PUR-2026-0001 sent
	refused 4 tradecli purchase receive PUR-2026-0001 --line 1 \
	    --quantity 9000 --quality 'more came'
	err_is <<-'END'
	tradecli: PUR-2026-0001: line 1: received_quantity: 9000 of 1000 are more than 10 % too much
	  hint: put the rest into a purchase of its own
	END
	ok tradecli purchase receive PUR-2026-0001 --line 1 --quantity 1020 \
	    --quality '20 more than ordered, free'
	refused 5 tradecli purchase receive PUR-2026-0001 --line 1 --quantity 1
	err_is <<-'END'
	tradecli: PUR-2026-0001: line 1: more than the 0 that are missing
	  hint: if more came than was bought, say so: --quality TEXT
	END
	ok tradecli purchase receive PUR-2026-0001
	err_is <<-'END'
	PUR-2026-0001: sent -> received
	END
	holds 'SELECT line, received_quantity / 1000000 FROM purchase_line
	    ORDER BY line' <<-'END'
	1|1020
	2|400
	END
}

@test "what came in cannot be much more, nor for a draft" {
	tradecli -q purchase from ORD-2026-0001 --supplier CIXI
	echo number,line,order_line,product,received_quantity >p.csv
	echo PUR-2026-0001,1,1,LED,900 >>p.csv
	refused 4 tradecli purchase import p.csv
	err_is <<-'END'
	tradecli: p.csv: row 2: received_quantity: nothing comes in for a purchase that is a draft
	  hint: its state has to be sent, confirmed or received
	tradecli: p.csv: 1 of 1 rows cannot be imported; nothing was changed
	  hint: mend them, or take the good rows and put the bad ones aside: --rejects FILE
	END
	tradecli -q purchase move PUR-2026-0001 sent
	ok tradecli purchase import p.csv
	sed -i s/900/1001/ p.csv
	refused 4 tradecli purchase import p.csv
	refused 4 tradecli purchase edit PUR-2026-0001 --line 1 \
	    --received-quantity 1001
	err_is <<-'END'
	tradecli: line: received_quantity: 1001 of 1000: more than was bought
	  hint: if more came, up to 10 %, say so in quality
	END
	ok tradecli purchase edit PUR-2026-0001 --line 1 \
	    --received-quantity 1001 --quality 'one more'
}
