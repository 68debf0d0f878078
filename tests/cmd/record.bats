load ../lib

prepare() { ledger; }

@test "add prints the code it made, or was given" {
	ok tradecli supplier add 'Cixi Bright Lamps' --country 中国 \
	    --terms 'net 30 days' --rating 4.5 --name-local 慈溪亮灯
	out_is <<-'END'
	SUP-0001
	END
	no_err
	ok tradecli supplier add --name 'Hanoi Metal JSC' --code HM --currency usd
	out_is <<-'END'
	HM
	END
	no_err
	ok tradecli supplier add Third
	out_is <<-'END'
	SUP-0002
	END
	no_err
	holds 'SELECT code, name, country, terms, rating, currency FROM party ORDER BY id' <<-'END'
	SUP-0001|Cixi Bright Lamps|CN|NET30|4500000|
	HM|Hanoi Metal JSC||||USD
	SUP-0002|Third||||
	END
}

@test "add with a contact or a line" {
	ok tradecli supplier add Star --code S1 --contact-name '李 Wei' \
	    --contact-phone 0138 --contact-main yes
	holds 'SELECT p.code, c.name, c.phone, c.main FROM contact c JOIN party p ON p.id = c.party' <<-'END'
	S1|李 Wei|0138|1
	END
	ok tradecli inquiry add ACME --description 'LED bulb' --quantity 5000 --unit pcs
	out_is <<-'END'
	INQ-2026-0001
	END
	no_err
	holds 'SELECT i.number, i.date, i.channel, i.stage, l.line, l.quantity / 1000000, l.unit FROM inquiry i JOIN inquiry_line l ON l.inquiry = i.id' <<-'END'
	INQ-2026-0001|2026-11-22|other|new|1|5000|H87
	END
}

@test "add names all fields that are missing" {
	refused 2 tradecli supplier add
	err_is <<-'END'
	tradecli: supplier add: missing: name
	  hint: give them as options: tradecli help supplier add
	END
	refused 2 tradecli supplier add --country CN
	err_is <<-'END'
	tradecli: supplier add: missing: name
	  hint: give them as options: tradecli help supplier add
	END
	refused 2 tradecli product add
	err_is <<-'END'
	tradecli: product add: missing: name
	  hint: give them as options: tradecli help product add
	END
	refused 2 tradecli inquiry add
	err_is <<-'END'
	tradecli: inquiry add: missing: buyer or company
	  hint: give them as options: tradecli help inquiry add
	END
}

@test "add refuses values with a way out" {
	refused 4 tradecli supplier add Bad --country Chnia
	err_is <<-'END'
	tradecli: --country: 'Chnia' is not a country
	  hint: did you mean CN (China, 中国)?
	END
	refused 4 tradecli supplier add Bad --rating 7
	err_is <<-'END'
	tradecli: rating: must be between 0 and 5
	END
	refused 4 tradecli supplier add Bad --terms 'T/T 30/60'
	err_is <<-'END'
	tradecli: --terms: 'T/T 30/60': the shares add up to 90, not to 100
	  hint: write for example T/T 30/70
	END
	refused 4 tradecli supplier add Bad --swift 123
	err_is <<-'END'
	tradecli: --swift: '123' is not a SWIFT code
	  hint: write 8 or 11 letters and digits, as BKCHCNBJ
	END
	refused 4 tradecli supplier add Bad --contact-email nowhere
	err_is <<-'END'
	tradecli: --contact-email: 'nowhere' is not a mail address
	END
	refused 4 tradecli product add Bad --hs-code 12345
	err_is <<-'END'
	tradecli: --hs-code: HS code '12345' has 5 digits: the leading zero is lost
	  hint: format the column as text and type the zero again
	END
	refused 4 tradecli product add Bad --price=-1
	err_is <<-'END'
	tradecli: --price: must not be negative
	END
	refused 4 tradecli product add Bad --lead-days 1.5
	err_is <<-'END'
	tradecli: --lead-days: '1.5' is not a whole number
	END
	refused 4 tradecli product add Bad --vat-rate 130
	err_is <<-'END'
	tradecli: vat_rate: more than 100 %
	END
	refused 4 tradecli product add Bad --gross-weight 5 --net-weight 6
	err_is <<-'END'
	tradecli: net_weight: more than the gross weight
	END
	refused 3 tradecli product add Bad --supplier S9
	err_is <<-'END'
	tradecli: supplier: there is no supplier 'S9'
	  hint: all of them: tradecli supplier list
	END
	refused 4 tradecli inquiry add Bad --date 05/11/2026
	err_is <<-'END'
	tradecli: --date: '05/11/2026' does not tell which is the day and which the month
	  hint: write the year first: 2026-11-05
	END
	refused 4 tradecli inquiry add Bad --date 2026-02-30
	err_is <<-'END'
	tradecli: --date: there is no day 2026-02-30
	END
	refused 4 tradecli inquiry add Bad --stage lost
	err_is <<-'END'
	tradecli: lost_reason: a lost inquiry needs a reason
	  hint: for example: price, delivery, no answer
	END
}

@test "a code is given once" {
	tradecli -q supplier add Star --code S1
	refused 5 tradecli supplier add Moon --code S1
	err_is <<-'END'
	tradecli: code 'S1' is taken by 'Star'
	  hint: give another one
	END
	tradecli -q supplier add Moon --code S2
	refused 5 tradecli supplier edit S2 --code S1
	err_is <<-'END'
	tradecli: code 'S1' is taken by 'Star'
	  hint: give another one
	END
}

@test "add: options of other nouns, operands too many" {
	refused 2 tradecli supplier add A --moq 3
	err_is <<-'END'
	tradecli: supplier add has no option '--moq'
	  hint: its options: tradecli help supplier add
	END
	refused 2 tradecli supplier add A B
	err_is <<-'END'
	tradecli: supplier add: 'B' is one too many
	  hint: usage: tradecli supplier add [NAME]
	END
	refused 2 tradecli supplier add A --nmae B
	err_is <<-'END'
	tradecli: there is no option '--nmae'
	  hint: did you mean --name?
	END
}

@test "add --dry-run adds nothing" {
	remember
	ok tradecli supplier add Star --dry-run
	unchanged
	refused 4 tradecli supplier add Star --country Chnia -n
}

@test "prices take the home currency, percentages their sign" {
	ok tradecli product add Lamp --code P1 --price 1.50 --vat-rate 13% \
	    --refund-rate 9 --unit 个
	ok tradecli product show P1 -f json
	json '[.price, .currency, .vat_rate, .refund_rate, .unit]'
	out_is <<-'END'
	[1.5,"CNY",13,9,"H87"]
	END
}

@test "show in every format" {
	tradecli -q supplier add Star --code S1 --name-local 星 --rating 4 \
	    --notes $'two\nlines' --contact-name Li --contact-phone 0138
	for f in table tsv csv md id; do
		ok tradecli supplier show S1 -f $f
		cat "$kept/out" >>all
		echo "--" >>all
		no_err
	done
	file_is all <<-'END'
	Supplier S1
	-----------
	Code:        S1
	Name:        Star
	Local name:  星
	Roles:       supplier
	Rating:      4
	Notes:       two
	             lines
	Archived:    no

	Contacts
	--------
	Contact  Job title  Email  Phone  WeChat  WhatsApp  Language  Main contact
	Li                         0138                               no
	--
	code	name	name_local	roles	country	province	city	address	postcode	tax_id	website	currency	terms	bank	account	swift	rating	tags	notes	archived
	S1	Star	星	supplier													4		two\nlines	no

	name	title	email	phone	wechat	whatsapp	language	main
	Li			0138				no
	--
	code,name,name_local,roles,country,province,city,address,postcode,tax_id,website,currency,terms,bank,account,swift,rating,tags,notes,archived
	S1,Star,星,supplier,,,,,,,,,,,,,4,,"two
	lines",no

	name,title,email,phone,wechat,whatsapp,language,main
	Li,,,0138,,,,no
	--
	## Supplier S1

	- **Code**: S1
	- **Name**: Star
	- **Local name**: 星
	- **Roles**: supplier
	- **Rating**: 4
	- **Notes**: two<br>lines
	- **Archived**: no

	## Contacts

	| Contact | Job title | Email | Phone | WeChat | WhatsApp | Language | Main contact |
	| --- | --- | --- | --- | --- | --- | --- | --- |
	| Li |  |  | 0138 |  |  |  | no |
	--
	S1
	--
	END
	ok tradecli supplier show S1 -f json
	out_is <<-'END'
	{
	  "code": "S1",
	  "name": "Star",
	  "name_local": "星",
	  "roles": "supplier",
	  "country": null,
	  "province": null,
	  "city": null,
	  "address": null,
	  "postcode": null,
	  "tax_id": null,
	  "website": null,
	  "currency": null,
	  "terms": null,
	  "bank": null,
	  "account": null,
	  "swift": null,
	  "rating": 4,
	  "tags": null,
	  "notes": "two\nlines",
	  "archived": false,
	  "contacts": [
	    {"name": "Li", "title": null, "email": null, "phone": "0138", "wechat": null, "whatsapp": null, "language": null, "main": false}
	  ]
	}
	END
	no_err
	ok tradecli supplier show S1 -f ndjson
	jq -e '.contacts[0].phone == "0138"' "$kept/out"
}

@test "show: chosen fields, several, none such" {
	tradecli -q supplier add Star --code S1
	tradecli -q supplier add Moon --code S2
	ok tradecli supplier show S1 -f json --fields code,name
	out_is <<-'END'
	{
	  "code": "S1",
	  "name": "Star",
	  "contacts": []
	}
	END
	no_err
	ok tradecli supplier show S1 S2 -f id
	out_is <<-'END'
	S1
	S2
	END
	no_err
	ok tradecli supplier show S1 S2 -f json
	json '[.[].name]'
	out_is <<-'END'
	["Star","Moon"]
	END
	ok tradecli supplier show S2 S1 -f ndjson
	json .name
	out_is <<-'END'
	Moon
	Star
	END
	fails_with 3 tradecli supplier show S3
	no_out
	err_is <<-'END'
	tradecli: there is no supplier 'S3'
	  hint: did you mean S1?
	END
	fails_with 3 tradecli supplier show S1 S3 -f json
	no_out
	err_is <<-'END'
	tradecli: there is no supplier 'S3'
	  hint: did you mean S1?
	END
	fails_with 3 tradecli buyer show S1
	no_out
	err_is <<-'END'
	tradecli: there is no buyer 'S1'
	  hint: all of them: tradecli buyer list
	END
	fails_with 2 tradecli supplier show
	no_out
	err_is <<-'END'
	tradecli: supplier show: CODE... is missing
	  hint: usage: tradecli supplier show CODE...
	END
	fails_with 2 tradecli supplier show S1 --fields nmae
	no_out
	err_is <<-'END'
	tradecli: --fields: supplier has no field 'nmae'
	  hint: did you mean name?
	END
}

@test "edit changes what is named, and only that" {
	tradecli -q supplier add Star --code S1 --city A --rating 4
	ok tradecli supplier edit S1 --city B --rating ''
	no_out
	err_is <<-'END'
	Changed supplier S1.
	(take it back: tradecli undo)
	END
	holds 'SELECT city, rating, name FROM party' <<-'END'
	B||Star
	END
	remember
	ok tradecli supplier edit S1 --city B
	no_out
	err_is <<-'END'
	supplier S1 is so already.
	END
	unchanged
}

@test "edit of a contact or a line" {
	tradecli -q supplier add Star --code S1 --contact-name Li
	ok tradecli supplier edit S1 --contact-phone 0138
	no_out
	err_is <<-'END'
	Changed supplier S1.
	(take it back: tradecli undo)
	END
	ok tradecli supplier edit S1 --contact-phone 0139
	holds 'SELECT name, phone FROM contact' <<-'END'
	Li|0139
	END
	tradecli -q inquiry add ACME --number Q1 --description lamp --quantity 5
	ok tradecli inquiry edit Q1 --line 2 --description wire --quantity 7
	no_out
	err_is <<-'END'
	Changed inquiry Q1.
	(take it back: tradecli undo)
	END
	ok tradecli inquiry edit Q1 --line 1 --quantity 6
	holds 'SELECT line, description, quantity / 1000000 FROM inquiry_line ORDER BY line' <<-'END'
	1|lamp|6
	2|wire|7
	END
	refused 4 tradecli inquiry edit Q1 --line 1 --quantity many
	err_is <<-'END'
	tradecli: --quantity: 'many' is not a number
	  hint: write the number alone, as 1234.50; the currency stands in a column of its own
	END
}

@test "edit refuses" {
	tradecli -q supplier add Star --code S1
	refused 3 tradecli supplier edit S9 --city A
	err_is <<-'END'
	tradecli: there is no supplier 'S9'
	  hint: did you mean S1?
	END
	refused 4 tradecli supplier edit S1 --country XX
	err_is <<-'END'
	tradecli: --country: 'XX' is not a country
	  hint: write the two-letter code or the name, e.g. DE, Germany, 德国
	END
	refused 4 tradecli supplier edit S1 --name ''
	err_is <<-'END'
	tradecli: missing: name
	END
	refused 2 tradecli supplier edit S1
	err_is <<-'END'
	tradecli: supplier edit: which fields?
	  hint: give them as options: tradecli help supplier edit
	END
	refused 2 tradecli supplier edit
	err_is <<-'END'
	tradecli: supplier edit: CODE is missing
	  hint: usage: tradecli supplier edit CODE
	END
	remember
	ok tradecli supplier edit S1 --city B --dry-run
	unchanged
}

@test "rm needs somebody to ask, or --yes" {
	tradecli -q supplier add Star --code S1
	refused 2 tradecli supplier rm S1
	err_is <<-'END'
	tradecli: nobody can be asked here: Remove supplier S1?
	  hint: say --yes to do it
	END
	refused 2 tradecli supplier rm S1 --no-input
	ok tradecli supplier rm S1 --yes
	no_out
	err_is <<-'END'
	Removed supplier S1.
	(take it back: tradecli undo)
	END
	holds 'SELECT count(*) FROM party' <<-'END'
	0
	END
	refused 3 tradecli supplier rm S1 --yes
	err_is <<-'END'
	tradecli: there is no supplier 'S1'
	  hint: all of them: tradecli supplier list
	END
}

@test "rm --dry-run wins over --yes" {
	tradecli -q supplier add Star --code S1
	remember
	ok tradecli supplier rm S1 --yes --dry-run
	no_out
	err_is <<-'END'
	A dry run; nothing is changed:
	Removed supplier S1.
	END
	unchanged
	ok tradecli supplier rm S1 -ny
	unchanged
}

@test "rm of several: all or none" {
	tradecli -q supplier add Star --code S1
	tradecli -q supplier add Moon --code S2
	refused 3 tradecli supplier rm S1 S9 -y
	err_is <<-'END'
	tradecli: there is no supplier 'S9'
	  hint: did you mean S1?
	END
	ok tradecli supplier rm S1 S2 -y
	no_out
	err_is <<-'END'
	Removed supplier S1.
	Removed supplier S2.
	(take it back: tradecli undo)
	END
	ok tradecli supplier list -f id -q
	no_out
}

@test "rm takes the contacts and lines along" {
	tradecli -q supplier add Star --code S1 --contact-name Li
	tradecli -q inquiry add ACME --number Q1 --description lamp
	tradecli -q inquiry note Q1 hello
	ok tradecli supplier rm S1 -y
	ok tradecli inquiry rm Q1 -y
	holds 'SELECT (SELECT count(*) FROM contact), (SELECT count(*) FROM inquiry_line), (SELECT count(*) FROM inquiry_event)' <<-'END'
	0|0|0
	END
	ok tradecli check
}

@test "rm of what is in use puts it away" {
	tradecli -q supplier add Star --code S1
	tradecli -q product add Lamp --code P1 --supplier S1
	tradecli -q inquiry add ACME --number Q1 --product P1
	ok tradecli supplier rm S1 -y
	no_out
	err_is <<-'END'
	supplier S1 is in use by product P1: put away, not removed
	(take it back: tradecli undo)
	END
	ok tradecli product rm P1 -y
	no_out
	err_is <<-'END'
	product P1 is in use by inquiry Q1: put away, not removed
	(take it back: tradecli undo)
	END
	holds 'SELECT code, archived FROM party UNION ALL SELECT code, archived FROM product' <<-'END'
	S1|1
	P1|1
	END
	ok tradecli product show P1 -f json --fields supplier
	out_is <<-'END'
	{
	  "supplier": "S1"
	}
	END
	no_err
}

@test "rm of a firm with two roles drops one" {
	tradecli -q supplier add Star --code S1 --roles supplier,buyer
	ok tradecli buyer list -f id
	out_is <<-'END'
	S1
	END
	no_err
	ok tradecli supplier rm S1 -y
	no_out
	err_is <<-'END'
	S1 is no supplier any more, but still: buyer
	(take it back: tradecli undo)
	END
	ok tradecli buyer list -f id
	out_is <<-'END'
	S1
	END
	no_err
	ok tradecli supplier list -f id -q
	no_out
}
