PYTHON ?= python3

.PHONY: demo test lint bench soak lock stage
demo test lint bench soak lock stage:
	@$(PYTHON) tools/dev.py $@
