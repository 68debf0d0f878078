#!/bin/sh
# The main job on the sample data, each command shown as it is run.
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
	printf '\n$ %s\n' "$*"
	eval "$*"
}

run "tradecli init --company 'Ningbo Haiqiao Import & Export' --currency CNY"
run "tradecli import suppliers.csv" || echo "[exit $?: nothing was changed]"
run "tradecli import suppliers.csv --rejects suppliers-to-mend.csv"
run "tradecli buyer import buyers-gb18030.csv"
run "tradecli import products.xlsx --rejects products-to-mend.xlsx"
run "tradecli import inquiries.csv --rejects inquiries-to-mend.csv"
run "tradecli supplier list --where 'rating>=4.5' --sort -rating --limit 8 -f table"
run "tradecli search 灯"
run "tradecli buyer list --where country=DE --lang zh_CN -f table"
run "tradecli inquiry list --where stage=new --fields number,date,channel,company,buyer --limit 5 -f table"
run "tradecli next -f table"
run "tradecli report funnel --period 2026Q4 -f table"
run "tradecli supplier add 'Cixi Bright Lamps' --country 中国 --terms 'net 30 days'"
run "tradecli undo"
run "tradecli log -f table --limit 5"
run "tradecli export all -o ningbo.xlsx"
run "tradecli check"
printf '\nLook at:  %s  (a workbook: one sheet a noun)\n' "$PWD/ningbo.xlsx"
printf '          %s  (rejected rows, to be mended)\n' "$PWD/suppliers-to-mend.csv"
