PYTHON ?= python3

.PHONY: demo test lint bench lock stage
demo test lint bench lock stage:
	@$(PYTHON) tools/dev.py $@
