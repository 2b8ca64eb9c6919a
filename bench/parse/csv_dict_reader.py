# Python's csv.DictReader on one file, as a contender: prints seconds, total and peak memory as JSON.
import csv
import json
import resource
import sys
import time
from decimal import Decimal, InvalidOperation

start = time.perf_counter()
with open(sys.argv[1], encoding='utf-8', newline='') as report:
    rows = list(csv.DictReader(report, delimiter='\t'))
try:
    total = int(sum(Decimal(row.get('amount') or 0) for row in rows) * 100)
except (InvalidOperation, TypeError):
    total = None
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == 'darwin' else 1 << 10)
print(json.dumps({'seconds': seconds, 'totalCents': total, 'peakMB': round(peak)}))
