#!/bin/sh
# A trading day on the sample data, each command shown as it is run: the lists
# come in, inquiries become deals, and a deal goes out with its papers.
set -eu
program=$(realpath "$1")
demo=$(dirname "$(realpath "$0")")
out=build/demo-run
rm -rf "$out"
mkdir -p "$out/bin"
ln -s "$program" "$out/bin/tradecli"
PATH=$(realpath "$out/bin"):$PATH
TRADECLI_TODAY=2026-11-22
TRADECLI_LEDGER=ningbo.db
export PATH TRADECLI_TODAY TRADECLI_LEDGER
cp "$demo"/*.csv "$demo"/*.xlsx "$out"
cd "$out"

run()
{
	printf '\n$ %s\n' "$*" | tr -s ' '
	eval "$*"
}

head_line()
{
	printf '\n---- %s\n' "$1"
}

head_line 'What is there comes in; wrong rows are told, never guessed'
run "tradecli init --company 'Ningbo Haiqiao Import & Export' --currency CNY"
run "tradecli import suppliers.csv" || echo "[exit $?: nothing was changed]"
run "tradecli import suppliers.csv --rejects suppliers-to-mend.csv"
run "tradecli buyer import buyers-gb18030.csv"
run "tradecli import products.xlsx --rejects products-to-mend.xlsx"
run "tradecli import inquiries.csv --rejects inquiries-to-mend.csv"
run "tradecli rate import rates.csv"
run "tradecli import offers.csv quotes.csv orders.csv purchases.csv shipments.csv"
run "tradecli search 灯 | head -5"
run "tradecli buyer list --where country=DE --lang zh_CN -f table"
run "tradecli next -f table | head -16"

head_line 'From an inquiry to a price'
run "tradecli rate show USD/CNY --explain -f table"
run "tradecli inquiry compare INQ-2026-0022 --on 2026-09-12 --qty 600 -f table"
run "tradecli price --cost 57 --vat 13 --refund 13 --quantity 600 --to EUR \
    --rate 8.026 --domestic 900/shipment --freight 980/shipment \
    --insurance 0.3 --profit 12 -f table | sed -n 1,8p"
run "tradecli quote price INQ-2026-0048 --rate 8.026 --domestic 0.35 \
    --freight 980/shipment --insurance 0.3 --profit 12"
run "tradecli quote guard -f table"

head_line 'The buyer says yes: order and purchase'
run "tradecli quote edit QUO-2026-0008 --terms 'T/T 30/70' --valid-until +30d"
run "tradecli quote edit QUO-2026-0008 --line 1 --description 'Solar path light, set of 6'"
run "tradecli quote move QUO-2026-0008 sent"
run "tradecli quote move QUO-2026-0008 accepted"
run "tradecli order from QUO-2026-0008 --reference MS-26-0512 --ship-by +50d"
run "tradecli order move ORD-2026-0005 confirmed"
run "tradecli order pay ORD-2026-0005 1"
run "tradecli purchase from ORD-2026-0005 --promised +35d"

head_line 'An order from September sails: cartons, container, papers'
run "tradecli config set address 'No. 88 Baizhang East Road, Ningbo 315040, China'"
run "tradecli config set company_local 宁波海桥进出口有限公司"
run "tradecli config set bank_name 'Yongjiang Commercial Bank, Ningbo Branch'"
run "tradecli config set bank_account 3301220019900012345"
run "tradecli config set bank_swift YJCBCNBN"
run "tradecli order pay ORD-2026-0002 1 --date 2026-09-20"
run "tradecli shipment pack SHP-2026-0002"
run "tradecli shipment plan SHP-2026-0002 -f table"
run "tradecli shipment container SHP-2026-0002 CSQU3054383 --type 20GP \
    --seal-number CN0088123"
run "tradecli doc check SHP-2026-0002 -f table"
run "tradecli doc issue contract ORD-2026-0002 --in both"
run "tradecli doc issue invoice SHP-2026-0002"
run "tradecli doc issue packing-list SHP-2026-0002"
run "tradecli shipment edit SHP-2026-0002 --bl-number COSU6390117240 \
    --bl-date 2026-11-22 --declaration 310120261101977345"
run "tradecli shipment move SHP-2026-0002 shipped"
run "tradecli order move ORD-2026-0002 shipped"
run "tradecli doc issue shipping-advice SHP-2026-0002"
run "tradecli doc check ORD-2026-0002 -f table"
run "tradecli doc issue quotation QUO-2026-0008"
run "tradecli doc issue proforma ORD-2026-0005"
run "tradecli doc issue purchase PUR-2026-0005 --in zh"
run "tradecli deal ORD-2026-0002 -f table"

head_line 'Half of an order has gone, the other half follows'
run "tradecli shipment from ORD-2026-0004 --line 3 --mode sea-lcl"
run "tradecli shipment pack SHP-2026-0004"
run "tradecli deal ORD-2026-0004 -f csv | cut -d , -f 1-4,6-10"

head_line 'How it goes'
run "tradecli report sales --by country -f table"
run "tradecli report margin -f table"
run "tradecli report wins -f table"
run "tradecli next -f table | tail -12"
run "tradecli supplier add 'Cixi Bright Lamps' --country 中国 --terms 'net 30 days'"
run "tradecli undo"
run "tradecli export all -o ningbo.xlsx"
run "tradecli check"

mkdir papers
run "tradecli doc print SC-2026-0001 CI-2026-0001 PL-2026-0001 SA-2026-0001 \
    QUO-2026-0008 PI-2026-0001 PUR-2026-0005 -o papers"
run "tradecli doc print PL-2026-0001 -o papers/PL-2026-0001.xlsx"
printf '\nLook at the papers:  %s\n' "$PWD/papers"
while read -r paper what; do
	printf '    %-20s %s\n' "$paper" "$what"
done <<-'END'
	QUO-2026-0008.pdf quotation
	SC-2026-0001.pdf sales contract, English and Chinese
	PI-2026-0001.pdf proforma invoice
	PUR-2026-0005.pdf purchase order, in Chinese
	CI-2026-0001.pdf commercial invoice
	PL-2026-0001.pdf packing list, and as a workbook PL-2026-0001.xlsx
	SA-2026-0001.pdf shipping advice
END
printf 'and at:  %s  (a workbook: one sheet a noun)\n' "$PWD/ningbo.xlsx"
printf '         %s  (rejected rows, to be mended)\n' "$PWD/suppliers-to-mend.csv"
