// The auditor's look at write-offs: each a credit memo on an order that was paid short, of exactly the open
// rest, within the tolerance, and only when no shipment of that invoice waits. Shares no code with the flows.
import type { AuditedEvent, AuditedRecord } from './auditor';

export interface AuditedRests {
	events: AuditedEvent[];
	/** Minor units; undefined: nothing may be written off. */
	tolerance: number | undefined;
	recordOf: ReadonlyMap<string, AuditedRecord>;
	memos: AuditedRecord[];
	payments: AuditedRecord[];
	/** By external id. */
	invoices: ReadonlyMap<string, AuditedRecord>;
	toldBySummary: number;
	minor(value: unknown): number;
}

interface Line {
	doc: string;
	amount: string;
}

const field = (name: string) => `custrecord_amzstl_t_${name}`;
const linesOf = (record: AuditedRecord) => (record.apply ?? []) as Line[];
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

export function auditWriteOffs(rests: AuditedRests): string[] {
	const { events, tolerance = 0, recordOf, memos, payments, invoices, minor } = rests;
	const findings: string[] = [];
	const check = (isRight: boolean, finding: string) => {
		if (!isRight) {
			findings.push(finding);
		}
	};
	const orders = events.filter(({ kind }) => kind === 'order');
	const statusOf = ({ key }: AuditedEvent) => recordOf.get(key)?.labels[field('status')] ?? '';
	const isPaid = (event: AuditedEvent) =>
		/Applied$/.test(statusOf(event)) && statusOf(event) !== 'Unapplied';
	const paidDocs = new Set(payments.flatMap(linesOf).map(({ doc }) => doc));
	let written = 0;
	for (const event of orders) {
		const label = `order ${event.key}`;
		const record = recordOf.get(event.key);
		const own = event.invoices.map((name) => invoices.get(name));
		const mine = memos.filter((one) => one.custbody_amzstl_transaction === record?.id);
		check(mine.length <= 1, `${label} has ${mine.length} write-offs`);
		const [memo] = mine;
		const total = memo === undefined ? 0 : minor(memo.total);
		written += total;
		check(
			minor(record?.[field('written_off')]) === total,
			`${label} records another written-off amount than ${total}`,
		);
		check(
			(record?.[field('credit_memo')] ?? '') === (memo?.id ?? ''),
			`${label} names another memo`,
		);
		if (memo === undefined) {
			continue;
		}
		check(total > 0 && total <= tolerance, `${label}: ${total} is more than may be written off`);
		check(statusOf(event) === 'Applied', `${label} is written off and ${statusOf(event)}`);
		check(minor(memo.open) === 0, `${label}: ${String(memo.open)} of the write-off is left`);
		const lines = sum(linesOf(memo).map(({ amount }) => minor(amount)));
		check(lines === total, `${label}: ${lines} of ${total} is applied`);
		check(!memo.otherRefNum, `${label}: the write-off looks like a refund of the order`);
		for (const { doc } of linesOf(memo)) {
			const invoice = own.find((one) => one?.id === doc);
			check(invoice !== undefined, `${label} writes off an invoice that is not its own`);
			check(paidDocs.has(doc), `${label} writes off an invoice that nobody paid`);
			check(minor(invoice?.open) === 0, `${label}: the invoice keeps a rest beside the write-off`);
		}
		const siblings = orders.filter((one) => one.orderId === event.orderId);
		check(siblings.every(isPaid), `${label} is written off though its order waits for more`);
	}
	for (const event of orders.filter(({ invoices: names }) => names.length === 1)) {
		const invoice = invoices.get(event.invoices[0]);
		const open = minor(invoice?.open);
		const isDone = orders.filter(({ orderId }) => orderId === event.orderId).every(isPaid);
		const couldBe = isDone && open > 0 && open <= tolerance && paidDocs.has(invoice?.id ?? '');
		check(!couldBe, `order ${event.key} keeps ${open} open that could be written off`);
	}
	check(rests.toldBySummary === written, 'the summary tells another written-off sum');
	return findings;
}
