# tradecli: the trade of a small exporter in one ledger.
#
#	make demo	build it and run the main job on the sample data
#	make check	build it with sanitizers and pass every test
#	make bench	measure it against other programs
#	make help	all targets

VERSION	= 0.1.0

PREFIX	 ?= /usr/local
BINDIR	 ?= $(PREFIX)/bin
DATADIR	 ?= $(PREFIX)/share/tradecli
LIBEXECDIR ?= $(PREFIX)/libexec
LOCALEDIR ?= $(PREFIX)/share/locale
MANDIR	 ?= $(PREFIX)/share/man
INSTALL	 ?= install

CC	 ?= cc
CFLAGS	 ?= -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
	   -Wstrict-prototypes -Wno-overlength-strings \
	   -Werror=unused-result
B	 ?= build

# What is needed, and what for (names of Debian 12).
BUILD_PACKAGES = \
	build-essential \
	fonts-crosextra-carlito \
	fonts-noto-cjk \
	gettext \
	libcairo2-dev \
	libcsv-dev \
	libisal-dev \
	libpango1.0-dev \
	libsmartcols-dev \
	libsqlite3-dev \
	libssl-dev \
	libutf8proc-dev \
	libxlsxwriter-dev \
	libxxhash-dev \
	libzip-dev \
	zlib1g-dev
# gettext: messages in Chinese; libcsv: CSV in; libzip: XLSX in; libisal and
# zlib: sheets packed and unpacked; libsmartcols: tables on a terminal;
# libsqlite3: the ledger; libssl and libxxhash: its hashes and seals;
# libutf8proc: folding, validity and width of text; libxlsxwriter: XLSX out;
# libpango1.0 and libcairo2: PDF out, in a program of its own, with the two
# fonts its documents are set in.
CHECK_PACKAGES = \
	bats \
	clang \
	faketime \
	fonts-wqy-microhei \
	jq \
	libcmocka-dev \
	libexpat1-dev \
	libreoffice-calc-nogui \
	locales \
	mandoc \
	poppler-utils \
	python3-openpyxl \
	shellcheck \
	sqlite3 \
	strace \
	tmux \
	xfsprogs
# bats: tests of commands; libcmocka: tests of the library; clang: a second
# opinion and libFuzzer; libexpat1: another opinion on XML; jq,
# python3-openpyxl, sqlite3, LibreOffice, poppler: read our output with other
# programs; mandoc, shellcheck: manual and scripts; tmux: screens and questions;
# the font: Chinese in rendered pages; faketime, locales: odd clocks and places;
# strace: what is run and opened, kills, signals and failures at any system
# call; xfsprogs: file systems to cut off.

BENCH_PACKAGES = \
	libreoffice-calc-nogui \
	python3 \
	python3-openpyxl \
	sqlite3 \
	xlsx2csv
# python3: runs the bench and reads what was written; the others are the
# programs we race; exceljs comes by npm, where there is npm.

CPPFLAGS += -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Ilib -Icmd \
	    -DVERSION='"$(VERSION)"' -DLOCALEDIR='"$(LOCALEDIR)"' \
	    -DDATADIR='"$(DATADIR)"' -DLIBEXECDIR='"$(LIBEXECDIR)"'
ALL_CFLAGS = -std=c11 -pthread $(WARNINGS) $(CFLAGS)

# Archives where there are some: finding shared objects takes a short command
# a fifth of its time.  SHARED=1 links to shared objects alone.
library	 = $(or $(if $(SHARED),,$(filter /%, \
	   $(shell $(CC) -print-file-name=lib$(1).a))),-l$(1))
LDLIBS	 = $(foreach name,sqlite3 csv utf8proc z crypto xxhash, \
	   $(call library,$(name))) -lm

# libisal, libsmartcols, libxlsxwriter and libzip are loaded when the first
# workbook or table is opened, under the names they have where the program is
# built (lib/sheet/late.c); what stands there for their functions, or in an
# archive that they use themselves, is not for them to call.
LDLIBS	+= -Wl,--exclude-libs,ALL
soname	 = $(shell readelf -d $$($(CC) -print-file-name=lib$(1).so) | \
	   sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p')

LIB_SRC	 = $(wildcard lib/*/*.c)
CMD_SRC	 = $(wildcard cmd/*.c)
PDF_SRC	 = $(wildcard cmd/pdf/*.c)
LIB_OBJ	 = $(LIB_SRC:%.c=$B/%.o) $B/schema.o $B/codes.o
CMD_OBJ	 = $(CMD_SRC:%.c=$B/%.o) $B/completion.o
PDF_OBJ	 = $(PDF_SRC:%.c=$B/%.o)
MO	 = $B/locale/zh_CN/LC_MESSAGES/tradecli.mo

all: build-all
	@ln -sfn $B/tradecli tradecli

build-all: $B/tradecli $B/libexec/tradecli-pdf $(MO) $B/demo $B/profiles

$B/tradecli: $(CMD_OBJ) $B/libtradecli.a
	@echo "  LD  $@"
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Draws documents; it alone has to do with the libraries for that.
PDF_LIBRARIES = pangocairo pangoft2 cairo-pdf cairo-ft fontconfig
pdf_flags = $(shell pkg-config $(1) $(PDF_LIBRARIES))

$(PDF_OBJ): CPPFLAGS += $(patsubst -I%,-isystem %,$(call pdf_flags,--cflags))

$B/libexec/tradecli-pdf: $(PDF_OBJ) $B/libtradecli.a
	@mkdir -p $(@D)
	@echo "  LD  $@"
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ \
	    $(call pdf_flags,--libs) -lutf8proc

$B/libtradecli.a: $(LIB_OBJ)
	@rm -f $@ && $(AR) rcs $@ $(LIB_OBJ)

$B/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$B/%.o: $B/%.c
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$B/lib/sheet/late.o: CPPFLAGS += \
    -DISAL_SONAME='"$(call soname,isal)"' \
    -DSMARTCOLS_SONAME='"$(call soname,smartcols)"' \
    -DZIP_SONAME='"$(call soname,zip)"' \
    -DXLSXWRITER_SONAME='"$(call soname,xlsxwriter)"'

$B/schema.c: data/embed.awk $(wildcard data/schema/*.sql)
	@mkdir -p $B
	@awk -v kind=schema -f data/embed.awk $(sort $(wildcard data/schema/*.sql)) >$@.tmp
	@mv $@.tmp $@

$B/completion.c: data/embed.awk $(wildcard data/completion/*)
	@mkdir -p $B
	@awk -v kind=completion -f data/embed.awk $(sort $(wildcard data/completion/*)) >$@.tmp
	@mv $@.tmp $@

$B/codes.c: data/codes/embed.awk $(wildcard data/codes/*.tsv)
	@mkdir -p $B
	@awk -f data/codes/embed.awk $(sort $(wildcard data/codes/*.tsv)) >$@.tmp
	@mv $@.tmp $@

$(MO): data/locale/zh_CN.po
	@mkdir -p $(@D)
	@msgfmt -c -o $@ $<

# The program finds its data and messages beside itself when just built.
$B/demo $B/profiles: $B/%:
	@mkdir -p $B
	@ln -sfn "$(CURDIR)/data/$*" $@

-include $(LIB_SRC:%.c=$B/%.d) $(CMD_SRC:%.c=$B/%.d) $(PDF_SRC:%.c=$B/%.d)

# ---- what is missing on this machine -----------------------------------------

# Prints the packages that are not installed; installs them as root or by sudo.
install_missing = \
	missing=; for p in $(1); do \
		dpkg-query -W -f '$${Status}' $$p 2>/dev/null | \
		    grep -q 'ok installed' || missing="$$missing $$p"; \
	done; \
	if [ -n "$$missing" ]; then \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		echo "installing:$$missing"; \
		$$sudo apt-get update -q && \
		DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -qy \
		    --no-install-recommends $$missing; \
	fi

deps:
	@$(call install_missing,$(BUILD_PACKAGES))

deps-check:
	@$(call install_missing,$(BUILD_PACKAGES) $(CHECK_PACKAGES))

deps-print:
	@echo $(BUILD_PACKAGES) $(CHECK_PACKAGES)

# ---- the first minutes -------------------------------------------------------

demo: deps
	@$(MAKE) --no-print-directory all
	@sh data/demo/tour.sh $B/tradecli

# ---- tests -------------------------------------------------------------------

SANITIZE = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
	   -fno-sanitize-recover=undefined
UNIT_SRC = $(wildcard tests/unit/*_test.c)
UNIT_LIBS = -lcmocka -lexpat
UNIT	 = $(UNIT_SRC:tests/unit/%.c=$B/unit/%)
FUZZ	 = $(filter-out replay,$(patsubst tests/fuzz/%.c,%, \
	   $(wildcard tests/fuzz/*.c)))
REPLAY	 = $(FUZZ:%=$B/replay/%)

check: deps-check
	@$(MAKE) --no-print-directory B=build/asan CFLAGS="$(SANITIZE)" \
	    LDFLAGS="-fsanitize=address,undefined" build-all unit
	@$(MAKE) --no-print-directory all
	@tests/run build/asan

unit: $(UNIT) $B/unit/paper $(REPLAY)

# Workbooks to read are made with libzip itself.
$B/unit/%: tests/unit/%.c $B/libtradecli.a
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< \
	    $B/libtradecli.a $(LDLIBS) -lzip $(UNIT_LIBS)

# Targets of the fuzzers as plain programs, for what they found once.
$B/replay/%: tests/fuzz/%.c $(wildcard tests/fuzz/*.h) tests/fuzz/replay.c \
    cmd/words.c cmd/pdf/input.c $B/libtradecli.a
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< \
	    tests/fuzz/replay.c $B/libtradecli.a $(LDLIBS) $(UNIT_LIBS)

# What must not be done to ledgers, done to them; TORTURE=word for some of it.
torture: deps-check
	@$(MAKE) --no-print-directory B=build/asan CFLAGS="$(SANITIZE)" \
	    LDFLAGS="-fsanitize=address,undefined" build-all
	@$(MAKE) --no-print-directory all
	@tests/torture/run $B $(TORTURE)

# A minute a target; before a release FUZZ_SECONDS=3600, half of it with each
# of the two ENGINEs, libfuzzer and afl.  FUZZ="csv where" for some of them.
FUZZ_SECONDS ?= 60
ENGINE	 ?= libfuzzer
FUZZ_PACKAGES = afl++ clang libexpat1-dev

fuzz: fuzz-$(ENGINE)
	@tests/fuzz/run $(ENGINE) $(FUZZ_SECONDS) $(FUZZ)

fuzz-libfuzzer: fuzz-deps
	@$(MAKE) --no-print-directory B=build/fuzz CC=clang \
	    CFLAGS="-O1 -g -fsanitize=fuzzer-no-link,address,undefined \
	    -fno-sanitize-recover=undefined" \
	    $(FUZZ:%=build/fuzz/%)

fuzz-afl: fuzz-deps
	@AFL_USE_ASAN=1 AFL_USE_UBSAN=1 AFL_QUIET=1 $(MAKE) \
	    --no-print-directory B=build/afl CC=afl-clang-fast \
	    CFLAGS="-O1 -g" $(FUZZ:%=build/afl/%)

fuzz-deps:
	@$(call install_missing,$(BUILD_PACKAGES) $(FUZZ_PACKAGES))

$(FUZZ:%=$B/%): $B/%: tests/fuzz/%.c $(wildcard tests/fuzz/*.h) \
    cmd/words.c cmd/pdf/input.c $B/libtradecli.a
	@echo "  CC  $<"
	@$(CC) $(CPPFLAGS) -std=c11 $(CFLAGS) \
	    -fsanitize=fuzzer -o $@ $< $B/libtradecli.a $(LDLIBS) -lexpat

# ---- speed -------------------------------------------------------------------

# Against other programs; BENCH_ONLY=word for some of the jobs.  Tests nothing.
BENCH	 = $(patsubst tests/bench/%.c,$B/bench/%,$(wildcard tests/bench/*.c))
EXCELJS	 = exceljs@4.4.0

bench bench-full: $B/bench/node_modules
	@$(call install_missing,$(BUILD_PACKAGES) $(BENCH_PACKAGES))
	@$(MAKE) -s --no-print-directory all $(BENCH)
	@tests/bench/run $(if $(filter bench-full,$@),--full) $B

$B/bench/%: tests/bench/%.c $(wildcard tests/bench/*.h)
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< -lsqlite3 -lcsv \
	    -lxlsxwriter -lzip -lexpat

$B/bench/node_modules:
	@mkdir -p $(@D)
	@npm install --silent --no-save --fetch-retries 1 --prefix $(@D) \
	    $(EXCELJS) || echo "no npm or no network: done without exceljs"

# ---- other looks at the sources ----------------------------------------------

lint: deps-check
	mandoc -T lint -W warning man/*.[157]
	shellcheck tests/run tests/fuzz/run tests/torture/run tests/rule/*.sh data/demo/tour.sh .ci/run
	shellcheck -s bash tests/lib.bash
	msgfmt -c --statistics -o /dev/null data/locale/zh_CN.po
	$(MAKE) --no-print-directory B=build/clang CC=clang \
	    CFLAGS="-O1 -Werror" build-all

coverage: deps-check
	@$(MAKE) --no-print-directory B=build/cov CFLAGS="-O0 -g --coverage" \
	    LDFLAGS=--coverage build-all unit
	@tests/run build/cov
	@for f in $(LIB_SRC) $(CMD_SRC) $(PDF_SRC); do \
		(cd build/cov && gcov -n -o $$(dirname $$f) ../../$$f \
		    2>/dev/null | sed -n "s|^Lines executed:|$$f |p" | head -1); \
	done

# ---- messages ----------------------------------------------------------------

# New and changed messages into the translation; then translate what is empty.
messages:
	@mkdir -p $B
	xgettext --from-code=UTF-8 -k_ -kN_ -o - --no-location --sort-output \
	    --package-name=tradecli $(LIB_SRC) $(CMD_SRC) \
	    $(wildcard lib/*/*.h cmd/*.h) 2>/dev/null | \
	    sed '/^"POT-Creation-Date/d' >$B/tradecli.pot
	msgmerge -q --no-fuzzy-matching --no-location --sort-output -U \
	    --backup=off data/locale/zh_CN.po $B/tradecli.pot

# ---- installing --------------------------------------------------------------

install: all
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(DATADIR)/demo \
	    $(DESTDIR)$(LIBEXECDIR) \
	    $(DESTDIR)$(DATADIR)/profiles \
	    $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man5 \
	    $(DESTDIR)$(MANDIR)/man7 \
	    $(DESTDIR)$(LOCALEDIR)/zh_CN/LC_MESSAGES \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(INSTALL) -m 755 $B/tradecli $(DESTDIR)$(BINDIR)/tradecli
	$(INSTALL) -m 755 $B/libexec/tradecli-pdf \
	    $(DESTDIR)$(LIBEXECDIR)/tradecli-pdf
	$(INSTALL) -m 644 $(MO) \
	    $(DESTDIR)$(LOCALEDIR)/zh_CN/LC_MESSAGES/tradecli.mo
	$(INSTALL) -m 644 data/demo/* $(DESTDIR)$(DATADIR)/demo
	$(INSTALL) -m 644 data/profiles/* $(DESTDIR)$(DATADIR)/profiles
	$(INSTALL) -m 644 man/*.1 $(DESTDIR)$(MANDIR)/man1
	$(INSTALL) -m 644 man/*.5 $(DESTDIR)$(MANDIR)/man5
	$(INSTALL) -m 644 man/*.7 $(DESTDIR)$(MANDIR)/man7
	$(INSTALL) -m 644 data/completion/tradecli.bash \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/tradecli
	$(INSTALL) -m 644 data/completion/tradecli.zsh \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_tradecli
	$(INSTALL) -m 644 data/completion/tradecli.fish \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/tradecli.fish

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/tradecli \
	    $(DESTDIR)$(LIBEXECDIR)/tradecli-pdf \
	    $(DESTDIR)$(LOCALEDIR)/zh_CN/LC_MESSAGES/tradecli.mo \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/tradecli \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_tradecli \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/tradecli.fish
	rm -f $(patsubst man/%.1,$(DESTDIR)$(MANDIR)/man1/%.1,$(wildcard man/*.1)) \
	    $(patsubst man/%.5,$(DESTDIR)$(MANDIR)/man5/%.5,$(wildcard man/*.5)) \
	    $(patsubst man/%.7,$(DESTDIR)$(MANDIR)/man7/%.7,$(wildcard man/*.7))
	rm -rf $(DESTDIR)$(DATADIR)

dist:
	@mkdir -p $B
	git archive --prefix=tradecli-$(VERSION)/ -o $B/tradecli-$(VERSION).tar.gz HEAD
	@echo $B/tradecli-$(VERSION).tar.gz

clean:
	rm -rf build tradecli

help:
	@echo "make            build into build/ (tradecli links to it)"
	@echo "make demo       install what is missing, build, show the main job"
	@echo "make check      install what is missing, build with sanitizers, test"
	@echo "make install    PREFIX=/usr/local DESTDIR=; uninstall"
	@echo "make deps       install what building needs (deps-print: list)"
	@echo "make bench      measure against other programs; bench-full: a million"
	@echo "make torture    do to ledgers what must not be done to them"
	@echo "make SHARED=1   link to shared libraries alone (for distributions)"
	@echo "make fuzz lint coverage messages dist clean"

.PHONY: all build-all deps deps-check deps-print demo check unit fuzz \
	fuzz-libfuzzer fuzz-afl fuzz-deps bench \
	bench-full torture lint coverage messages install uninstall dist clean help
.DELETE_ON_ERROR:
