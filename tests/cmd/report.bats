# report: figures of orders, purchases and quotes; next: what they need.
load ../lib

prepare()
{
	ledger
	export TRADECLI_TODAY=2026-11-05
	tradecli batch -q >/dev/null - <<-'END'
	supplier add --code S1 --name 'Star Lamps'
	supplier add --code S2 --name 'Moon Wires'
	buyer add --code B1 --name 'Nordlicht GmbH' --country DE
	buyer add --code B2 --name 'ACME Inc' --country US
	product add --code P1 --name 'LED bulb' --unit H87
	product add --code P2 --name Wire --unit MTR
	rate add --date 2026-09-01 --from-currency USD --to-currency CNY --value 7.00
	END
	cat >o.csv <<-'END'
	number,date,buyer,currency,country,state,ship_by,freight,product,quantity,price,cost,unit
	O1,2026-09-10,B1,USD,DE,confirmed,2026-11-01,100,P1,1000,0.80,4,H87
	,,,,,,,,P2,500,0.333,1.5,MTR
	O2,2026-10-02,B2,USD,US,confirmed,2026-12-20,,P1,2000,0.75,4.1,H87
	O4,2026-10-10,B1,CNY,DE,shipped,,,P2,100,5,4,MTR
	O5,2026-10-11,B1,USD,,draft,,,P2,100,5,4,MTR
	O6,2026-10-12,B1,USD,,cancelled,,,P2,100,5,4,MTR
	END
	tradecli -q order import o.csv
}

@test "report sales: by month, what is confirmed, in its currency and at home" {
	ok tradecli report sales -f csv
	out_is <<-'END'
	month,currency,orders,quantity,amount,share,home_amount
	2026-09,USD,1,,966.5,38.1,6765.5
	2026-10,CNY,1,100,500,2.8,500
	2026-10,USD,1,2000,1500,59.1,10500

	currency,orders,lines,amount,freight,home_amount
	CNY,1,1,500,,500
	USD,2,3,2466.5,100,17265.5
	END
	err_is <<-'END'
	Orders not confirmed yet, which are not counted: 1
	END
	ok tradecli report sales --by buyer --period 2026-09 -f csv
	out_is <<-'END'
	buyer,name,currency,orders,quantity,amount,share,home_amount
	B1,Nordlicht GmbH,USD,1,,966.5,100,6765.5

	currency,orders,lines,amount,freight,home_amount
	USD,1,2,966.5,100,6765.5
	END
	no_err
	ok tradecli report sales --by product -f csv -q
	out_is <<-'END'
	product,name,currency,orders,quantity,amount,share,home_amount
	P1,LED bulb,USD,2,3000,2300,90.6,16100
	P2,Wire,USD,1,500,166.5,6.6,1165.5
	P2,Wire,CNY,1,100,500,2.8,500

	currency,orders,lines,amount,freight,home_amount
	CNY,1,1,500,,500
	USD,2,3,2466.5,100,17265.5
	END
	refused 2 tradecli report sales --by weekday
	err_is <<-'END'
	tradecli: --by: sales by 'weekday' are not known
	  hint: there are month, buyer, product, country
	END
}

@test "report sales: a rate that is missing leaves a gap, never a number" {
	printf 'number,date,buyer,currency,state,product,quantity,price\nO3,2026-10-09,B2,EUR,confirmed,P1,10,0.75\n' >e.csv
	tradecli -q order import e.csv
	ok tradecli report sales --by country -f csv
	out_is <<-'END'
	country,currency,orders,quantity,amount,share,home_amount
	US,EUR,1,10,7.5,,
	US,USD,1,2000,1500,,10500
	DE,USD,1,,966.5,,6765.5
	DE,CNY,1,100,500,,500

	currency,orders,lines,amount,freight,home_amount
	CNY,1,1,500,,500
	EUR,1,1,7.5,,
	USD,2,3,2466.5,100,17265.5
	END
	grep -q '^Not all of it is known in CNY: there is no rate EUR/CNY' "$kept/err"
}

@test "report sales: a picture in the workbook, and columns that foot" {
	ok tradecli report sales --by product --period 2026-10 -o s.xlsx -q
	python - <<-'PYTHON'
	from openpyxl import load_workbook
	import zipfile
	book = load_workbook("s.xlsx", data_only=True)
	rows = list(book["Sales by product"].iter_rows(values_only=True))
	assert rows[-1][-1] == 11000 and rows[-1][5] is None, rows
	assert len(book["Sales by product"]._charts) == 1
	text = zipfile.ZipFile("s.xlsx").read("xl/charts/chart1.xml").decode()
	assert "'Sales by product'!$H$2:$H$3" in text, text
	assert "'Sales by product'!$B$2:$B$3" in text, text
	PYTHON
	mv s.xlsx t.xlsx
	ok tradecli report sales --by product --period 2026-10 -o s.xlsx -q
	cmp s.xlsx t.xlsx
}

@test "bars: on a screen as wide as there is room, elsewhere numbers alone" {
	printf 'number,date,buyer,state,reason,description,quantity,price\nQ1,2026-10-01,B1,accepted,,x,1,1\nQ2,2026-10-02,B1,declined,price,x,1,1\nQ3,2026-11-02,B1,declined,price,x,1,1\nQ4,2026-11-02,B1,declined,late,x,1,1\n' >q.csv
	tradecli -q quote import q.csv
	ok tradecli report wins --by month -f table -q
	out_is <<-'END'
	Quotes won and lost
	-------------------
	Month    Quotes  Open  Accepted  Declined  Expired  Won %
	2026-10       2     0         1         1        0    50%
	2026-11       2     0         0         2        0     0%

	Why quotes were declined
	------------------------
	Reason  Quotes  Share
	price        2  66.7%
	late         1  33.3%
	END
	on_terminal 'tradecli report wins --by month -q --color never'
	out_is <<-'END'
	Quotes won and lost
	-------------------
	Month    Quotes  Open  Accepted  Declined  Expired  Won %
	2026-10       2     0         1         1        0    50%  ██████████▌
	2026-11       2     0         0         2        0     0%

	Why quotes were declined
	------------------------
	Reason  Quotes  Share
	price        2  66.7%  ████████████████████████
	late         1  33.3%  ████████████
	END
	[ "$(widths <"$kept/out" | sort -n | tail -1)" -le 80 ]
	on_terminal 'tradecli report wins -q --color always'
	grep -q $'\033\[36m█' "$kept/out"
	on_terminal 'NO_COLOR=1 tradecli report wins -q'
	run ! grep -q $'\033' "$kept/out"
	on_terminal 'tradecli report wins --by month -q --color never' 62
	run ! grep -q '50%  █' "$kept/out"
}

@test "report orders: what is open, by the day it has to go" {
	printf 'number,date,supplier,order,state,promised,product,quantity,price\nU1,2026-09-12,S1,O1,sent,2026-10-20,P1,1000,4\n' >p.csv
	tradecli -q purchase import p.csv
	# half of it has gone: the order has a date of shipping, and is open still
	tradecli -q shipment from O1 --line 1=250 --mode sea-lcl --atd 2026-11-02
	[ "$(tradecli order list --where number=O1 --fields shipped \
	    -f csv --no-header)" = 2026-11-02 ]
	ok tradecli report orders -f csv
	out_is <<-'END'
	order,buyer,date,state,ship_by,days,promised,currency,amount,open_amount,open_home
	O1,Nordlicht GmbH,2026-09-10,confirmed,2026-11-01,-4,2026-10-20,USD,966.5,766.5,5365.5
	O2,ACME Inc,2026-10-02,confirmed,2026-12-20,45,,USD,1500,1500,10500

	currency,orders,late,amount,open_amount
	USD,2,1,2466.5,2266.5
	END
	no_err
	on_terminal 'tradecli report orders -q --color never'
	[ "$(widths <"$kept/out" | sort -n | tail -1)" -le 80 ]
}

@test "report margin: what was thought, and what it costs so far" {
	cat >p.csv <<-'END'
	number,date,supplier,order,currency,vat_included,state,product,quantity,price,vat_rate,refund_rate
	U1,2026-09-12,S1,O1,CNY,yes,received,P1,1000,4.52,13,13
	U2,2026-09-13,S2,O1,CNY,no,confirmed,P2,500,1.4,,
	U3,2026-10-05,S1,O2,USD,no,sent,P1,500,0.50,,
	U4,2026-10-05,S1,O2,CNY,no,draft,P1,500,0.50,,
	END
	tradecli -q purchase import p.csv
	ok tradecli report margin -f csv
	out_is <<-'END'
	order,buyer,date,currency,amount,sales,estimated_cost,estimated_percent,purchases,bought_percent,margin,margin_percent
	O1,Nordlicht GmbH,2026-09-10,USD,1066.5,7465.5,4750,36.4,4700,100,2765.5,37
	O2,ACME Inc,2026-10-02,USD,1500,10500,8200,21.9,1750,25,8750,83.3
	O4,Nordlicht GmbH,2026-10-10,CNY,500,500,400,20,,,,
	END
	no_err
}

@test "report margin and deal say the same, charges and fees included" {
	tradecli -q order add --buyer B1 --number O9 --currency USD \
	    --rate 7.0 --freight 30 --product P1 --quantity 100 --price 3 \
	    --cost 10 --charges 0.4 --fees 5
	tradecli -q order move O9 confirmed
	ok tradecli report margin -f csv --no-header
	grep '^O9,' "$kept/out" | cut -d , -f 5-8 >margin
	file_is margin <<-'END'
	330,2310,1385,40
	END
	ok tradecli deal O9 -f csv --no-header
	grep estimated "$kept/out" >deal
	file_is deal <<-'END'
	O9,estimated,2310,1385,925,40.04,CNY
	END
}

@test "report margin and deal say the same of several lines" {
	cat >o.csv <<-'END'
	number,buyer,currency,rate,freight,state,product,quantity,price,cost
	O9,B1,USD,7.0035,10.01,confirmed,P1,3,0.33,1
	,,,,,,P2,3,0.35,1
	,,,,,,P1,3,0.37,1
	END
	tradecli -q order import o.csv --set date=2026-10-01
	ok tradecli report margin -f csv --no-header
	grep '^O9,' "$kept/out" | cut -d , -f 6,7 >margin
	file_is margin <<<'92.16,9'
	ok tradecli deal O9 -f csv --no-header
	grep estimated "$kept/out" | cut -d , -f 3,4 >deal
	file_is deal <<<'92.16,9'
}

@test "what came in costs its price and its VAT, less the refund" {
	cat >p.csv <<-'END'
	number,date,supplier,order,currency,vat_included,state,product,quantity,price,vat_rate,refund_rate
	U1,2026-09-12,S1,O1,CNY,no,confirmed,P1,100,3,13,9
	U2,2026-09-13,S1,O1,CNY,yes,confirmed,P1,100,3.39,13,9
	U3,2026-09-14,S1,O1,CNY,no,confirmed,P1,100,3,,9
	END
	tradecli -q purchase import p.csv
	for spent in 312 624 924; do
		n=$((n + 1))
		tradecli -q purchase receive "U$n"
		ok tradecli deal O1 -f csv --no-header
		grep 'so far' "$kept/out" | cut -d , -f 4 >deal
		file_is deal <<<"$spent"
	done
	ok tradecli report margin -f csv --no-header
	grep '^O1,' "$kept/out" | cut -d , -f 9 >margin
	file_is margin <<<'924'
}

@test "report delays: promised, and when it came" {
	cat >p.csv <<-'END'
	number,date,supplier,order,state,promised,received,product,quantity,price
	U1,2026-09-12,S1,O1,received,2026-10-10,2026-10-15,P1,1000,4
	U2,2026-09-13,S2,O1,confirmed,2026-10-20,,P2,500,1
	U3,2026-10-05,S1,O2,sent,2026-11-20,,P1,2000,4
	U4,2026-09-01,S2,,closed,2026-09-20,2026-09-18,P2,50,1
	END
	tradecli -q purchase import p.csv
	ok tradecli report delays -f csv
	out_is <<-'END'
	purchase,supplier,order,promised,received,days,what
	U4,Moon Wires,,2026-09-20,2026-09-18,-2,on time
	U1,Star Lamps,O1,2026-10-10,2026-10-15,5,late
	U2,Moon Wires,O1,2026-10-20,,16,overdue
	U3,Star Lamps,O2,2026-11-20,,,to come

	supplier,name,purchases,on_time,late,average_days,on_time_percent
	S1,Star Lamps,2,0,1,5,0
	S2,Moon Wires,2,1,1,8,50
	END
	no_err
	ok tradecli report delays --period 2025 -f csv
	err_is <<-'END'
	No purchases promised in this period.
	END
}

@test "report wins: an open quote whose time is over is lost" {
	tradecli -q inquiry add ACME --number I1 --channel fair
	cat >q.csv <<-'END'
	number,date,inquiry,buyer,state,valid_until,reason,description,quantity,price
	Q1,2026-10-01,I1,B1,accepted,,,x,1,1
	Q2,2026-10-01,I1,B1,sent,2026-11-04,,x,1,1
	Q3,2026-10-01,,B2,sent,2026-11-05,,x,1,1
	Q4,2026-10-01,,B2,draft,,,x,1,1
	END
	tradecli -q quote import q.csv
	ok tradecli report wins -f csv
	out_is <<-'END'
	channel,quotes,sent,accepted,declined,expired,won_percent
	,1,1,0,0,0,
	fair,2,0,1,0,1,50

	reason,quotes,share
	END
	no_err
	refused 2 tradecli report wins --by product
	err_is <<-'END'
	tradecli: --by: quotes by 'product' are not known
	  hint: there are channel, buyer, month
	END
}

@test "report prices: offers and purchases, each beside the one before" {
	cat >p.csv <<-'END'
	number,date,supplier,state,product,quantity,price
	U1,2026-09-12,S1,sent,P1,1000,4
	U2,2026-10-12,S1,sent,P1,500,5
	U3,2026-10-13,S2,sent,P2,500,1
	END
	tradecli -q purchase import p.csv
	printf 'number,date,supplier,product,currency,line,quantity,price\nF1,2026-08-01,S1,P1,CNY,1,100,5\n,,,,,2,1000,4\nF2,2026-09-01,S1,P1,CNY,1,100,4.5\n' >f.csv
	tradecli -q offer import f.csv
	ok tradecli report prices P1 -f csv
	out_is <<-'END'
	product,name,supplier,date,number,quantity,unit,currency,price,vat_included,change_percent
	P1,LED bulb,Star Lamps,2026-08-01,F1,100,H87,CNY,5,no,
	P1,LED bulb,Star Lamps,2026-09-01,F2,100,H87,CNY,4.5,no,-10
	P1,LED bulb,Star Lamps,2026-08-01,F1,1000,H87,CNY,4,no,
	P1,LED bulb,Star Lamps,2026-09-12,U1,1000,H87,CNY,4,no,
	P1,LED bulb,Star Lamps,2026-10-12,U2,500,H87,CNY,5,no,25
	END
	no_err
	refused 3 tradecli report prices P9
}

@test "next: quotes, offers, goods, shipments, letters of credit, payments" {
	cat >o2.csv <<-'END'
	number,date,buyer,state,ship_by,shipped,lc_number,lc_shipment,lc_days,lc_expiry,bl_date,product,quantity,price
	L1,2026-10-01,B1,confirmed,2026-11-12,,LC7,2026-11-10,,2026-11-12,,P1,1,1
	L2,2026-10-01,B1,shipped,,2026-10-20,LC8,,10,2026-12-01,2026-10-22,P1,1,1
	L3,2026-10-01,B2,shipped,,2026-11-04,LC9,,,2026-11-10,2026-11-04,P1,1,1
	L4,2026-10-01,B2,confirmed,2026-11-13,,,,,,,P1,1,1
	END
	tradecli -q order import o2.csv
	printf 'number,date,buyer,state,valid_until,description,quantity,price\nQ1,2026-10-01,B1,sent,2026-11-08,x,1,1\nQ2,2026-10-01,B1,sent,2026-11-09,x,1,1\n' >q.csv
	tradecli -q quote import q.csv
	printf 'number,date,supplier,state,promised,product,quantity,price,notes\nU1,2026-09-12,S1,sent,2026-11-05,P1,1000,4,by truck\n' >p.csv
	tradecli -q purchase import p.csv
	ledger_sql "INSERT INTO shipment (id, number, date, mode, si_cutoff, cy_cutoff, forwarder, state) VALUES (1, 'SHP1', '2026-11-01', 'lcl', '2026-11-06', '2026-11-30', 'Sino Fwd', 'booked')"
	tradecli -q inquiry add ACME --number I1 --next-action 2026-12-01
	ledger_sql "INSERT INTO inquiry_supplier (id, inquiry, supplier, response, asked) VALUES (1, 1, (SELECT id FROM party WHERE code = 'S1'), 'pending', '2026-11-01'),
	    (2, 1, (SELECT id FROM party WHERE code = 'S2'), 'declined', '2026-11-01')"
	ok tradecli next -f csv
	out_is <<-'END'
	due,days,noun,number,what,who,stage,last_note
	2026-11-01,4,order,L2,L/C: papers presented too late,Nordlicht GmbH,,LC8
	2026-11-01,4,order,O1,not shipped in time,Nordlicht GmbH,,
	2026-11-03,2,inquiry,I1,offer not received,Star Lamps,new,
	2026-11-05,0,purchase,U1,goods promised today,Star Lamps,,by truck
	2026-11-06,-1,shipment,SHP1,papers to the carrier (SI),Sino Fwd,,
	2026-11-08,-3,quote,Q1,quote expires,Nordlicht GmbH,,
	2026-11-10,-5,order,L1,L/C: latest shipment,Nordlicht GmbH,,LC7
	2026-11-10,-5,order,L3,L/C: present the papers,ACME Inc,,LC9
	2026-11-12,-7,order,L1,L/C expires,Nordlicht GmbH,,LC7
	2026-11-12,-7,order,L1,to be shipped,Nordlicht GmbH,,
	END
	no_err
}
