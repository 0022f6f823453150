"""`python -m app_staff` runs the app on this device, `--web` serves it to browsers."""

import sys

if __name__ == "__main__":
    if "--web" in sys.argv:
        from app_staff.web import main

        main()
    else:
        from app_staff.main import run

        run()
