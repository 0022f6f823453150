"""`python -m app_member` runs the app on this device, `--web` serves it to browsers."""

import sys

if __name__ == "__main__":
    if "--web" in sys.argv:
        from app_member.web import main

        main()
    else:
        from app_member.main import run

        run()
