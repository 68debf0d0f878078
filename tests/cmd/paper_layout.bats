# Layouts of papers that were issued do not change: what stands where, in which
# words, and how it is drawn.  A paper says which layout it has; while no
# program with layout 1 has been given away, a better look changes the sums
# here, thereafter it gets a number of its own (PAPERS_LAYOUT).
load ../lib

prepare()
{
	paper=$TRADECLI_BUILD/unit/paper
	draw=$TRADECLI_BUILD/libexec/tradecli-pdf
	[ -x "$paper" ] && [ -x "$draw" ] || skip "not built"
	mkdir -p spy/unit spy/libexec
	printf '#!/bin/sh\ncat >>"%s/told"\n' "$PWD" >spy/libexec/tradecli-pdf
	chmod +x spy/libexec/tradecli-pdf
	cp "$paper" spy/unit
}

each()
{
	for kind in quotation proforma contract purchase invoice packing-list \
	    shipping-advice; do
		for tongue in en zh both; do
			ok "$1" $kind $tongue 30 $kind-$tongue.pdf "${@:2}"
		done
	done
}

same_sum()
{
	local sum
	sum=$(cat "${@:2}" | sha256sum)
	[ "${sum%% *}" = "$1" ] || { echo "the sum is ${sum%% *} now"; return 1; }
}

@test "layout 1: what stands in papers, in which words and which order" {
	each spy/unit/paper
	same_sum d5975c7a4ecb8ebeb466b94b327b2a8317f9d6e01463eb2e957e5867a86f40e9 told
}

@test "layout 1: how it is drawn" {
	versions=$(dpkg-query -W -f '${Version} ' libcairo2 libpango-1.0-0 \
	    libharfbuzz0b libfreetype6 fonts-noto-cjk fonts-crosextra-carlito) ||
	    skip "not on Debian"
	[ "$versions" = '20220224-1 1:20220127+repack1-1 1.16.0-7 2.12.1+dfsg-5+deb12u4 6.0.0+dfsg-3 1.50.12+ds-1 ' ] || skip "other fonts or libraries: $versions"
	each "$paper"
	same_sum 2231f75da55d619b8405b52f0d9b326dcab64025c2509e038b90eb00ea4b6176 ./*.pdf
}
