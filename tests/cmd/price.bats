load ../lib

# The sheet of the manual: FOB 17.70, CFR 18.62, CIF 18.69.
known=(--cost 113 --vat 13 --refund 9 --domestic 5 --rate 7.1 --to USD
    --commission 3 --bank-fee 0.25 --profit 10 --insurance 0.3)
cartons=(--quantity 5000 --carton 52x38x41 --per-carton 24 --gross-weight 14.5)

@test "a price under every term, without a ledger" {
	ok tradecli price "${known[@]}" --freight 0.80 --quantity 5000
	out_is <<-'END'
	term	what	price	currency	total	profit	home	margin	exchange_cost	missing
	EXW	Ex Works	16.89	USD	84450	60108.16	CNY	10.02	6.3661	
	FCA	Free Carrier	17.7	USD	88500	62928.63	CNY	10.01	6.3661	
	FAS	Free Alongside Ship	17.7	USD	88500	62928.63	CNY	10.01	6.3661	
	FOB	Free on Board	17.7	USD	88500	62928.63	CNY	10.01	6.3661	
	CFR	Cost and Freight	18.62	USD	93100	66127.18	CNY	10	6.332	
	CIF	Cost, Insurance and Freight	18.69	USD	93450	66341.88	CNY	10	6.3294	
	CPT	Carriage Paid To	18.62	USD	93100	66127.18	CNY	10	6.332	
	CIP	Carriage and Insurance Paid To	18.69	USD	93450	66341.88	CNY	10	6.3294	
	DAP	Delivered at Place								on-carriage
	DPU	Delivered at Place Unloaded								on-carriage,unloading
	DDP	Delivered Duty Paid								import-clearance,on-carriage
	END
	no_err
	[ ! -e ledger.db ]
}

@test "formats" {
	ok tradecli price "${known[@]}" --term FOB -f json
	out_is <<-'END'
	[
	  {"term": "FOB", "what": "Free on Board", "price": 17.7, "currency": "USD", "total": null, "profit": 12.59, "home": "CNY", "margin": 10.01, "exchange_cost": 6.3661, "missing": null}
	]
	END
	ok tradecli price "${known[@]}" --term FOB -f id
	out_is <<<FOB
	ok tradecli price "${known[@]}" --term FOB --explain -o p.xlsx
	err_is <<<'Wrote p.xlsx.'
	book p.xlsx >"$kept/out"
	grep -q "'FOB'.*17.7" "$kept/out"
	grep -q "'price'.*'(109 / 7.1) / 86.75%'.*17.69696" "$kept/out"
}

@test "on a screen the currencies are in the headings" {
	on_terminal "tradecli price ${known[*]} --freight 0.80 --quantity 5000 \
	    --color never"
	exits_with 0
	out_is <<-'END'
	Term  What                     Price USD  Total USD  Profit CNY  Margin  CNY/USD
	EXW   Ex Works                     16.89  84,450.00   60,108.16  10.02%   6.3661
	FCA   Free Carrier                 17.70  88,500.00   62,928.63  10.01%   6.3661
	FAS   Free Alongside Ship          17.70  88,500.00   62,928.63  10.01%   6.3661
	FOB   Free on Board                17.70  88,500.00   62,928.63  10.01%   6.3661
	CFR   Cost and Freight             18.62  93,100.00   66,127.18     10%    6.332
	CIF   Cost, Insurance and Fr…      18.69  93,450.00   66,341.88     10%   6.3294
	CPT   Carriage Paid To             18.62  93,100.00   66,127.18     10%    6.332
	CIP   Carriage and Insurance…      18.69  93,450.00   66,341.88     10%   6.3294
	DAP   Delivered at Place
	DPU   Delivered at Place Unl…
	DDP   Delivered Duty Paid
	For a price under every term, say --import-clearance --on-carriage --unloading, if only as 0.
	END
	on_terminal "tradecli price ${known[*]} --term FOB --explain \
	    --lang zh_CN"
	[ "$(widths <"$kept/out" | sort -n | tail -1)" -le 80 ]
}

@test "CIF in closed form, and back" {
	run_usd=(--cost 10000 --regime none --home USD --freight 800
	    --insurance 0.85 --term CIF --domestic 0)
	ok tradecli price "${run_usd[@]}" -f json
	json '.[0] | .price, .currency, .exchange_cost'
	out_is <<-'END'
	10901.93
	USD
	1
	END
	ok tradecli price "${run_usd[@]}" --target 10901.93 -f json
	json '.highest_cost, .insurance, .profit'
	out_is <<-'END'
	10000
	101.93
	0
	END
}

@test "a target tells what it leaves" {
	ok tradecli price --cost 58000 --vat 13 --refund 13 --domestic 3000 \
	    --rate 7 --to USD --target 9000 --term FOB
	out_is <<-'END'
	term	price	currency	total	insurance	profit	home	margin	gain	exchange_cost	highest_cost	cost_currency
	FOB	9000	USD		0	8672.57	CNY	13.77	15.96	6.0364	67800	CNY
	END
	no_err
	ok tradecli price "${known[@]}" --freight 0.8 --target 18.5 --term CIF \
	    -f json
	json '.margin, .highest_cost'
	out_is <<-'END'
	9.11
	111.73
	END
	# Nobody knows yet what the goods cost.
	ok tradecli price --vat 13 --refund 9 --domestic 5 --rate 7.1 --to USD \
	    --profit 10 --target 18.5 --term FOB -f json
	json '.profit, .highest_cost'
	out_is <<-'END'
	null
	123.01
	END
}

@test "break-even" {
	ok tradecli price "${known[@]}" --freight 0.8 --break-even
	out_is <<-'END'
	term	price	currency	rate	break_even	room
	EXW	16.89	USD	7.1	6.3661	10.34
	FCA	17.7	USD	7.1	6.3661	10.34
	FAS	17.7	USD	7.1	6.3661	10.34
	FOB	17.7	USD	7.1	6.3661	10.34
	CFR	18.62	USD	7.1	6.332	10.82
	CIF	18.69	USD	7.1	6.3294	10.85
	CPT	18.62	USD	7.1	6.332	10.82
	CIP	18.69	USD	7.1	6.3294	10.85
	END
	ok tradecli price "${known[@]}" --break-even --term FOB --target 17
	out_is <<-'END'
	term	price	currency	rate	break_even	room
	FOB	17	USD	7.1	6.6271	6.66
	END
	ok tradecli price --cost 10 --domestic 0 --to JPY --rate 4.85/100 \
	    --profit 10 --term FOB --break-even
	out_is <<-'END'
	term	price	currency	rate	break_even	room
	FOB	229	JPY	4.85	4.365	10
	END
}

@test "what if" {
	ok tradecli price "${known[@]}" --term FOB \
	    --what-if 'rate=-5%|6.5,purchase=+3%'
	out_is <<-'END'
	case	rate	cost	quantity	profit	home	margin	price	currency
	as it is	7.1	113		12.59	CNY	10.01	17.7	USD
	purchase +3%	7.1	116.39		9.47	CNY	7.53	18.2	USD
	rate -5%	6.745	113		6.51	CNY	5.45	18.63	USD
	rate -5%, purchase +3%	6.745	116.39		3.39	CNY	2.84	19.16	USD
	rate 6.5	6.5	113		2.31	CNY	2.01	19.33	USD
	rate 6.5, purchase +3%	6.5	116.39		-0.81	CNY	-0.7	19.88	USD
	END
	ok tradecli price "${known[@]}" --term CFR --quantity 100 \
	    --freight 100/shipment \
	    --what-if 'quantity=10|1000,freight=+100%,domestic=0' -f id
	[ "$(wc -l <"$kept/out")" = 12 ]
	# What a price allows at another rate is what that rate asks.
	ok tradecli price "${known[@]}" --term FOB --target 18.63 \
	    --what-if rate=-5% -f json
	json '.[1] | .margin, .price'
	out_is <<-'END'
	10.01
	18.63
	END
}

@test "what if refuses" {
	fails_with 2 tradecli price "${known[@]}" --what-if rate=-5%
	err_is <<-'END'
	tradecli: --what-if: a price under which term?
	  hint: say it: --term CIF
	END
	fails_with 2 tradecli price "${known[@]}" --term FOB --what-if tax=3
	err_is <<-'END'
	tradecli: --what-if: 'tax=3' is no change
	  hint: write rate=-5%|+5%,purchase=+3%; there are rate, purchase, domestic, freight and quantity
	END
	fails_with 2 tradecli price "${known[@]}" --term FOB \
	    --what-if rate=1,rate=2
	err_is <<-'END'
	tradecli: --what-if: rate stands there twice; write both values with | between them
	END
	fails_with 4 tradecli price "${known[@]}" --term FOB \
	    --what-if freight=+5%
	err_is <<-'END'
	tradecli: --what-if: freight: there is nothing to change
	END
	fails_with 4 tradecli price "${known[@]}" --term FOB \
	    --what-if rate=-100%
	err_is <<-'END'
	tradecli: --what-if: the rate of USD must be above 0
	END
	fails_with 2 tradecli price "${known[@]}" --term FOB --what-if rate=x
	err_is <<-'END'
	tradecli: --what-if: 'x' is not a number
	  hint: write the number alone, as 1234.50; the currency stands in a column of its own
	END
}

@test "every step with its formula" {
	ok tradecli price "${known[@]}" "${cartons[@]}" --term CFR --explain \
	    --freight-container 40HQ=1850 --origin-terminal 900/container
	sed -i '1,/^$/d; s/^\t/-&/' "$kept/out"
	out_is <<-'END'
	term	step	formula	value	unit
	-	cartons	5000 / 24, rounded up	209	
	-	volume	209 * 52 * 38 * 41 cm	16.932	m3
	-	weight	209 * 14.5	3030.5	kg
	-	cartons in one container	by volume	839	
	-	containers	209 / 839, rounded up; filled 24.9% by volume, 13.8% by weight	1	40HQ
	-	purchase price	with VAT	113	CNY
	-	without VAT	113 / (100% + 13%)	100	CNY
	-	tax refund	100 * 9%	9	CNY
	-	cost of the goods	113 - 9	104	CNY
	-	domestic charges	5	5	CNY
	-	origin terminal	900 * 1 container / 5000	0.18	CNY
	-	main carriage	1850 * 1 container / 5000	0.37	USD
	CFR	costs at home	104 + 5 + 0.18	109.18	CNY
	CFR	costs abroad	0.37	0.37	USD
	CFR	left of the price	100% - 3% - 0.25% - 10%	86.75	%
	CFR	price	(109.18 / 7.1 + 0.37) / 86.75%	18.152697	USD
	CFR	price, rounded	to 2 decimals	18.15	USD
	CFR	profit	(18.15 * 96.75% - 0.37) * 7.1 - 109.18	12.869888	CNY
	CFR	exchange cost	109.18 / (18.152697 * 96.75% - 0.37)	6.3504	CNY/USD
	END
}

# What a calculator makes of the formulas is what stands beside them.
@test "the formulas are right" {
	for more in '' '--profit-on-cost 12' '--regime manufacturer --profit 8' \
	    '--regime none --refund 0 --profit 8' '--without-vat --profit 5' \
	    '--profit 7 --target 16.2 --term DDP' \
	    '--profit 7 --cost USD16 --rate 7.1' \
	    '--profit 7 --cost JPY2000 --rate JPY=4.85/100'; do
		tradecli price --cost 113 --vat 13 --refund 9 --domestic 5 \
		    --rate 7.1 --to USD --commission 3 --freight 0.8 \
		    --insurance 0.3 --insure-own-risk --on-carriage CNY2 \
		    --import-clearance 0.1 --duty 4.7 --unloading 0.05 $more \
		    --explain -f json
	done >"$kept/all.json"
	ok python - "$kept/all.json" <<-'PYTHON'
	import json, re, sys
	text = open(sys.argv[1]).read()
	decoder, at, n = json.JSONDecoder(), 0, 0
	while text[at:].strip():
	    answer, at = decoder.raw_decode(text, at)
	    at += len(text[at:]) - len(text[at:].lstrip())
	    for s in answer["steps"]:
	        sum_ = re.sub(r"([\d.]+)%", r"(\1/100)", s["formula"] or "")
	        if not re.fullmatch(r"[-+*/(). \d]+", sum_):
	            continue
	        scale = 100 if s["unit"] == "%" else 1
	        found, n = eval(sum_) * scale, n + 1
	        rounded = s["step"] == "highest purchase price"
	        if abs(found - s["value"]) > (6e-3 if rounded else 1e-3):
	            print(s, found)
	print(n > 300)
	PYTHON
	out_is <<<True
}

@test "freight by container, freight ton and kilogram" {
	cfr() {
		ok tradecli -q price "${known[@]}" "${cartons[@]}" --term CPT \
		    -f json --places 6 --explain "$@"
		json '[.steps[] | select(.step == "main carriage") |
		    .formula, .value] | @tsv'
	}
	cfr --freight-container 40HQ=1850
	out_is <<<'1850 * 1 container / 5000	0.37'
	cfr --freight-container 20GP='CNY 9000' --container-volume 5
	out_is <<<'9000 * 4 container / 5000	7.2'
	cfr --freight-container 20GP=1000 --payload 1000
	out_is <<<'1000 * 4 container / 5000	0.8'
	cfr --freight-container 20GP=1000 --payload plate
	out_is <<<'1000 * 1 container / 5000	0.2'
	cfr --freight-lcl 65
	out_is <<<'65 * 16.932 freight ton / 5000	0.220116'
	cfr --freight-air 4.2
	out_is <<<'4.2 * 3031 chargeable kilogram / 5000	2.54604'
	cfr --freight-courier 6
	out_is <<<'6 * 3386.5 chargeable kilogram / 5000	4.0638'
	cfr --freight 1200/shipment
	out_is <<<'1200 / 5000	0.24'
	cfr --freight 2/carton
	out_is <<<'2 * 209 carton / 5000	0.0836'
	cfr --freight 100/m3
	out_is <<<'100 * 16.932 cubic metre / 5000	0.33864'
	cfr --freight 'EUR 1/kg' --rate EUR=7.8
	out_is <<<'1 * 3030.5 kilogram * 7.8 / 5000	4.72758'
}

@test "freight that cannot be counted" {
	fails_with 2 tradecli price "${known[@]}" --freight-lcl 65
	err_is <<-'END'
	tradecli: --freight-lcl: how much room do the goods take?
	  hint: say it: --quantity 5000 --carton 52x38x41 --per-carton 24 --gross-weight 14.5
	END
	fails_with 4 tradecli price "${known[@]}" --quantity 5000 \
	    --carton 52x38x41 --per-carton 24 --freight-container 40HQ=1850
	err_is <<-'END'
	tradecli: how heavy is a carton? A 40HQ is full by its volume or by its weight
	  hint: say it: --quantity 5000 --carton 52x38x41 --per-carton 24 --gross-weight 14.5
	END
	fails_with 2 tradecli price "${known[@]}" "${cartons[@]}" \
	    --freight-container 40HQ
	err_is <<-'END'
	tradecli: --freight-container: what does a 40HQ cost?
	  hint: write it behind: 40HQ=1850
	END
	fails_with 2 tradecli price "${known[@]}" "${cartons[@]}" \
	    --freight-container 41HQ=1
	err_is <<-'END'
	tradecli: --freight-container: '41HQ' is no type of container
	  hint: one of: 20GP, 40GP, 40HQ, 45HQ
	END
	fails_with 2 tradecli price "${known[@]}" "${cartons[@]}" \
	    --freight 1 --freight-air 4
	err_is <<-'END'
	tradecli: --freight and --freight-air: the goods go one way
	END
	fails_with 2 tradecli price "${known[@]}" --carton 52x38
	err_is <<-'END'
	tradecli: --carton: '52x38' are not the sides of a carton
	  hint: length, width and height in cm: 52x38x41
	END
	fails_with 4 tradecli price "${known[@]}" --quantity 9 \
	    --origin-terminal 900/container
	err_is <<-'END'
	tradecli: origin terminal: paid per container, of which there are how many?
	  hint: freight says it: --freight-container 40HQ=1850
	END
	fails_with 4 tradecli price "${known[@]}" --freight 900/shipment
	err_is <<-'END'
	tradecli: main carriage: paid per whole shipment, shared by how many pieces?
	END
}

@test "what the terms leave open" {
	open=(--cost 100 --regime none --packing USD1 --pre-carriage USD10
	    --freight 100 --destination-terminal 1000 --on-carriage 10000
	    --to USD --rate 1)
	prices() {
		ok tradecli price "${open[@]}" "$@" -f json
		json '[.[] | select(.term == "FCA" or .term == "CPT") |
		    .price] | @tsv'
	}
	prices
	out_is <<<'111	211'
	prices --seller-pays none
	out_is <<<'101	211'
	prices --seller-pays destination-terminal,on-carriage
	out_is <<<'101	11211'
	fails_with 2 tradecli price "${open[@]}" --seller-pays freight
	err_is <<-'END'
	tradecli: --seller-pays: no term leaves it open who pays freight
	  hint: one of: pre-carriage, destination-terminal, on-carriage, none
	END
}

@test "what is worth a word" {
	ok tradecli price --cost 100 --term DDU --freight 1 --on-carriage 1 \
	    --domestic 1 -f id
	out_is <<<DAP
	err_is <<<'DDU is no term of Incoterms 2020: taken for DAP.'
	ok tradecli price --cost 100 --term FOB -f id
	err_is <<<'No charges up to the ship were said: counted as 0 (--domestic).'
	ok tradecli price --cost 100 --term EXW -f id
	no_err
	ok tradecli price "${known[@]}" "${cartons[@]}" --freight-air 4 -f id
	err_is <<-'END'
	FAS, FOB, CFR and CIF are for ships: by air they are FCA, CPT and CIP.
	END
}

@test "shares that leave nothing" {
	fails_with 4 tradecli price "${known[@]}" --commission 95
	no_out
	err_is <<-'END'
	tradecli: EXW: nothing is left of the price: 100% - 95% commission - 0.25% bank fee - 10% profit = -5.25%
	  hint: all of these are shares of the price; together they must stay below 100%
	END
	fails_with 4 tradecli price --cost 1 --freight 1 --insurance 50 \
	    --profit 50 --term CIF
	err_is <<-'END'
	tradecli: CIF: nothing is left of the price: 100% - 50% profit - 55% insurance = -5%
	  hint: all of these are shares of the price; together they must stay below 100%
	END
}

@test "options that cannot be meant" {
	refuses() {
		local code=$1 message=$2
		shift 2
		fails_with "$code" tradecli price "$@"
		no_out
		head -1 "$kept/err" >"$kept/first"
		diff -u - "$kept/first" <<<"tradecli: $message"
	}
	refuses 2 'what does a piece cost?'
	refuses 2 '--rate: of which currency?' --cost 1 --rate 7
	refuses 2 "what does USD cost in the home currency? There is no rate" \
	    --cost 1 --to USD
	refuses 2 "--domestic: what does EUR cost in the home currency? There is no rate" \
	    --cost 1 --domestic EUR5
	refuses 2 "--to: 'XXQ' is not a currency" --cost 1 --to XXQ
	refuses 2 "--rate: a rate is for 1 or 100, not for 1000" --cost 1 \
	    --to JPY --rate 48/1000
	refuses 2 "--vat: 'x' is not a number" --cost 1 --vat x
	fails_with 2 tradecli price --cost 1 --domestic x5
	err_is <<-'END'
	tradecli: --domestic: 'x' is not a currency
	  hint: write the three-letter code or the name, e.g. USD, 美元
	END
	fails_with 2 tradecli price --cost 1 --domestic 5-
	err_is <<-'END'
	tradecli: --domestic: '5-' is not a number
	  hint: write 5, 1500/shipment or 'USD 60/container'
	END
	refuses 4 'the number is too large (limit 9,223,372,036,854)' \
	    --cost 9000000000000 --quantity 9000000000000
	refuses 4 'more than 1000000000 cartons' --cost 1 \
	    --quantity 9000000000000 --carton 1x1x1 --per-carton 0.000001
	refuses 4 'VAT: 113% is not between 0 and 100' --cost 1 --vat 113
	refuses 4 'a tax refund needs the rate of VAT of the purchase' \
	    --cost 1 --refund 9
	refuses 4 'where no tax is refunded there is no refund rate' \
	    --cost 1 --refund 9 --vat 13 --regime none
	refuses 4 'the cost of a piece cannot be negative' --cost=-1
	refuses 4 'the quantity must be above 0' --cost 1 --quantity 0
	refuses 4 'domestic charges: it must be 0 or more' --cost 1 \
	    --domestic=-5
	refuses 4 'a price must be above 0' --target 0 --term FOB
	refuses 2 '--target: a price under which term?' --target 1
	refuses 2 '--profit is of the price, --profit-on-cost of the cost: which?' \
	    --cost 1 --profit 1 --profit-on-cost 1
	refuses 2 '--cost: it is that of a piece' --cost 1/carton
	refuses 2 "--domestic: a charge cannot be per 'yard'" --cost 1 \
	    --domestic 5/yard
	refuses 2 '--places: no more than 6' --cost 1 --places 7
	refuses 2 "--regime: 'all' is not known" --cost 1 --regime all
	refuses 2 "--term: 'FOX' is not a term of Incoterms 2020" --cost 1 \
	    --term FOX
	refuses 4 'CIF: not all costs are known that are in its price' \
	    --cost 1 --term CIF
	refuses 4 'DDP: not all costs are known that are in its price' \
	    --cost 1 --term DDP --break-even
}

# Hundreds of random sheets in exact fractions: the price solves the seller's
# bill, which is a straight line in it.
@test "random sheets to the last digit" {
	cat >sheets.py <<-'PYTHON'
	import json, random, sys
	from fractions import Fraction as F
	rows = {  # who pays, as the terms of 2020 have it
	    "EXW": "", "FCA": "dlpe", "FAS": "dlpet", "FOB": "dlpetb",
	    "CFR": "dlpetbF", "CIF": "dlpetbFI", "CPT": "dlpetbF",
	    "CIP": "dlpetbFI", "DAP": "dlpetbFTC", "DPU": "dlpetbFTCU",
	    "DDP": "dlpetbFTCD" }
	heads = { "domestic": "d", "loading": "l", "pre-carriage": "p",
	    "export-clearance": "e", "origin-terminal": "t", "on-board": "b",
	    "freight": "F", "destination-terminal": "T", "on-carriage": "C",
	    "unloading": "U", "import-clearance": "D", "packing": "" }
	def digits(top, n):
	    return F(random.randrange(1, top * 10 ** n), 10 ** n)
	def text(x):
	    n = 0
	    while (x * 10 ** n).denominator > 1: n += 1
	    s = str(int(x * 10 ** n)).rjust(n + 1, "0")
	    return s[:len(s) - n] + ("." + s[len(s) - n:] if n else "")
	def half_up(x, n):
	    k = abs(x) * 10 ** n
	    k = (2 * k.numerator + k.denominator) // (2 * k.denominator)
	    return F(k, 10 ** n) * (1 if x >= 0 else -1)
	def sheet():
	    s = { "cost": digits(1000, random.randrange(5)),
	        "vat": random.choice([F(13), F(9), F(6), digits(13, 4)]),
	        "rate": digits(12, 4), "quantity": F(random.randrange(1, 99999)),
	        "insurance": digits(1, 3), "places": random.randrange(7),
	        "regime": random.choice(["trading", "manufacturer"]) }
	    s["refund"] = s["vat"] * random.choice([0, F(1, 2), 1])
	    for name in ("commission", "bank-fee", "credit-insurance", "duty"):
	        if random.random() < .7: s[name] = digits(9, 2)
	    s[random.choice(["profit", "profit-on-cost"])] = digits(20, 2)
	    s["charges"] = { h: (digits(300, 2), random.choice("CU"),
	        random.random() < .5) for h in heads if h in ("freight",
	        "on-carriage", "unloading", "import-clearance") or
	        random.random() < .5 }
	    return s
	def line(s):
	    words = ["price --to USD -f ndjson"]
	    for k, v in s.items():
	        if k != "charges":
	            words += ["--" + k, text(v) if isinstance(v, F) else str(v)]
	    for h, (amount, currency, shared) in s["charges"].items():
	        words.append("--%s %s%s%s" % (h, "CNY" if currency == "C" else
	            "USD", text(amount), "/shipment" if shared else ""))
	    return " ".join(words)
	def left(s, term, x):
	    """Of a price x of all, in dollars: what is left, and the profit."""
	    q, r, get = s["quantity"], s["rate"], lambda k: s.get(k, F(0)) / 100
	    net = s["cost"] / (1 + get("vat")) * q / r
	    goods = net
	    if s["regime"] == "trading":
	        goods += net * (get("vat") - get("refund"))
	    sums = { "origin": F(0), "way": F(0), "abroad": F(0) }
	    for h, (amount, currency, shared) in s["charges"].items():
	        if heads[h] not in rows[term]: continue
	        sums["abroad" if h in ("destination-terminal", "on-carriage",
	            "unloading", "import-clearance") else "way" if
	            h == "freight" else "origin"] += amount / (r if
	            currency == "C" else 1) * (1 if shared else q)
	    insurance = x * F(11, 10) * get("insurance") \
	        if "I" in rows[term] else 0
	    duty = (x - sums["abroad"]) * get("duty") / (1 + get("duty")) \
	        if "D" in rows[term] else 0
	    bill = goods + sum(sums.values()) + insurance + duty + x * (
	        get("commission") + get("bank-fee") + get("credit-insurance"))
	    if s["regime"] == "manufacturer":
	        bill += (get("vat") - get("refund")) * (x - insurance - duty -
	            sums["way"] - sums["abroad"])
	    profit = get("profit") * x + get("profit-on-cost") * (goods +
	        sums["origin"])
	    return x - bill, profit
	def expect(s, term):
	    f = lambda x: (lambda a, b: a - b)(*left(s, term, F(x)))
	    exact = -f(0) / (f(1) - f(0)) / s["quantity"]
	    price = half_up(exact, s["places"])
	    total = half_up(price * s["quantity"], 2)
	    profit = half_up(left(s, term, total)[0] * s["rate"], 2)
	    return price, total, profit
	random.seed(20261122)
	sheets = [sheet() for i in range(300)]
	if sys.argv[1] == "lines":
	    print(*map(line, sheets), sep="\n")
	else:
	    n = bad = 0
	    found = (json.loads(l, parse_float=F, parse_int=F)
	        for l in open(sys.argv[1]))
	    for s in sheets:
	        for term in rows:
	            f, n = next(found), n + 1
	            e = expect(s, f["term"])
	            if (f["price"], f["total"], f["profit"]) != e:
	                bad += 1
	                if bad < 5:
	                    print(line(s), f, *map(float, e), sep="\n")
	    print(n, "prices,", bad, "wrong")
	PYTHON
	python sheets.py lines >lines
	tradecli -q batch lines >found
	ok python sheets.py found
	out_is <<<'3300 prices, 0 wrong'
}

@test "who pays, and what goes in" {
	ok tradecli price terms -f json
	json '.terms[5] | .term, .place, .risk, .cover, .mode'
	out_is <<-'END'
	CIF
	port of destination
	on board
	ICC (C)
	sea
	END
	ok tradecli price terms -f json
	json '.payers[] | [.[]] | @tsv'
	out_is <<-'END'
	packing	S	S	S	S	S	S	S	S	S	S	S
	domestic	B	S	S	S	S	S	S	S	S	S	S
	loading	B	S	S	S	S	S	S	S	S	S	S
	pre-carriage	B	S/B	S	S	S	S	S	S	S	S	S
	export-clearance	B	S	S	S	S	S	S	S	S	S	S
	origin-terminal	B	B	S	S	S	S	S	S	S	S	S
	on-board	B	B	B	S	S	S	S	S	S	S	S
	freight	B	B	B	B	S	S	S	S	S	S	S
	insurance	-	-	-	-	-	S	-	S	(S)	(S)	(S)
	destination-terminal	B	B	B	B	B	B	S/B	S/B	S	S	S
	import-clearance	B	B	B	B	B	B	B	B	B	B	S
	on-carriage	B	B	B	B	B	B	S/B	S/B	S	S	S
	unloading	B	B	B	B	B	B	B	B	B	S	B
	END
	ok tradecli price containers
	out_is <<-'END'
	type	length_mm	width_mm	height_mm	inside_m3	load_m3	tare_kg	plate_kg	road_kg
	20GP	5898	2352	2393	33.2	28	2300	28180	17500
	40GP	12032	2352	2393	67.7	58	3750	26730	22000
	40HQ	12032	2352	2698	76.3	68	3940	26540	22000
	45HQ	13556	2352	2698	86	78	4820	25660	24000
	END
}

@test "in Chinese" {
	ok tradecli price "${known[@]}" --term FOB --explain --lang zh_CN
	! grep -q '[a-z]\{4\}' "$kept/out"
}
