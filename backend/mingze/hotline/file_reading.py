"""`python -m mingze.hotline.file_reading SUFFIX`: reads a list of work orders from standard input, as JSON.

Run in a process of its own (`kit/limited.py`): the file is a stranger's.
"""

import sys

from mingze.hotline.columns import header_row
from mingze.units.file_reading import ListKind, main

ORDERS = ListKind("工单表", header_row, "没有找到表头:须有“工单编号”一列")

if __name__ == "__main__":
    sys.exit(main(ORDERS))
