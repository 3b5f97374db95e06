# aieforge: the entries a newcomer needs. Each does all its own set-up.
#
#   make demo    install what is missing, build, compile and run the examples
#   make test    install what is missing, build everything, run every test
#   make build   just the program: build/bin/aieforge
#
# Other entries: setup, install (PREFIX=/usr/local), format, clean, and
# conformance (UPSTREAM=CHECKOUT): the tests of an mlir-aie checkout.

BUILD ?= build
PREFIX ?= /usr/local
JOBS ?= $(shell nproc)
NINJA = ninja -C $(BUILD) -j $(JOBS)

.PHONY: demo test build all setup configure install format clean help \
        conformance
.DEFAULT_GOAL := help

help:
	@sed -n '3,7p' Makefile | cut -c3-

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

install: build
	cmake --install $(BUILD) --prefix $(PREFIX) --strip

format:
	git ls-files '*.h' '*.cpp' | xargs clang-format -i

clean:
	rm -rf $(BUILD)
