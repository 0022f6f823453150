PYTHON ?= python3

.PHONY: demo test lint bench soak lock stage setup
demo test lint bench soak lock stage setup:
	@$(PYTHON) tools/dev.py $@
