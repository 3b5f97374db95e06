# aieforge: the entries a newcomer needs. Each does all its own set-up.
#
#   make demo    install what is missing, build, compile and run the examples
#   make test    install what is missing, build everything, run every test
#   make build   just the program: build/bin/aieforge
#   make torture random designs by the thousand (FIRST=1 DESIGNS=1000)
#
# Other entries: setup, install (PREFIX=/usr/local), format, clean,
# conformance (UPSTREAM=CHECKOUT): the tests of an mlir-aie checkout, and
# fuzz: attacks the parsers for MINUTES=10 each (one of them: FORMAT=xclbin),
# damage: a million damaged files (FLIPS=65000 for each format).

BUILD ?= build
PREFIX ?= /usr/local
JOBS ?= $(shell nproc)
NINJA = ninja -C $(BUILD) -j $(JOBS)

.PHONY: demo test torture build all setup configure install format clean help \
        conformance fuzz damage
.DEFAULT_GOAL := help

help:
	@sed -n '3,10p' Makefile | cut -c3-

setup:
	@scripts/setup packages.txt

configure: setup
	@scripts/configure $(BUILD)

build: configure
	$(NINJA) aieforge sysroot

all: configure
	$(NINJA)

demo: build
	@scripts/demo $(BUILD)

test: all
	ctest --test-dir $(BUILD) --output-on-failure -j $(JOBS)

conformance: build
	@scripts/conformance $(BUILD) "$(UPSTREAM)" $(FILTER)

FORMAT ?= pdi cdo transaction control-packets sequence xclbin core-elf \
  instruction-elf archive check bif script hex kernels unpack repair
MINUTES ?= 10

fuzz: configure
	$(NINJA) aieforge-fuzz
	@mkdir -p $(BUILD)/fuzz/found
	@for f in $(FORMAT); do \
	  $(BUILD)/fuzz/aieforge-fuzz $$f $(BUILD)/fuzz/corpus/$$f -max_len=65536 \
	    -max_total_time=$$(($(MINUTES) * 60)) -timeout=20 -rss_limit_mb=2048 \
	    -artifact_prefix=$(BUILD)/fuzz/found/$$f- || exit 1; done

# Bits turned over in files of each format, a million in all formats by default.
FLIPS ?= 65000
damage: configure
	$(NINJA) aieforge-damage
	@for f in $(FORMAT); do $(BUILD)/fuzz/aieforge-damage $$f $(FLIPS) || exit 1; done

FIRST ?= 1
DESIGNS ?= 1000
torture: configure
	$(NINJA) EndToEndTests
	cd $(BUILD) && AIEFORGE_RANDOM_FIRST=$(FIRST) AIEFORGE_RANDOM_DESIGNS=$(DESIGNS) \
	  unittests/EndToEndTests --gtest_filter='Random.*'

install: build
	cmake --install $(BUILD) --prefix $(PREFIX) --strip

format:
	git ls-files '*.h' '*.cpp' | xargs clang-format -i

clean:
	rm -rf $(BUILD)
