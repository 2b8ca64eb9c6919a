// What a person may do in NetSuite's pages, sixteen deeds, each over the sandbox's control paths. NetSuite's rules hold
// for a person too: what is refused did not happen.
import type { Rec } from './books';
import { readLedger } from './books';
import { order } from './trouble';

const TRANSACTION = 'customrecord_amzstl_transaction';
const SETTLEMENT = 'customrecord_amzstl_settlement';

/** NetSuite's words where it refused, '' where it is done. */
type Act = (url: string, record: Rec) => Promise<string>;

interface Deed {
	/** Of which a record is drawn. */
	type: string;
	fits(record: Rec): boolean;
	act: Act;
}

const isOurs = ({ externalId, voided }: Rec) => externalId.startsWith('AMZ-') && !voided;
const onOurs = (type: string, act: Act): Deed => ({ type, fits: isOurs, act });
const onAny = (type: string, act: Act): Deed => ({ type, fits: () => true, act });

const edit =
	(body: (record: Rec) => object): Act =>
	async (url, record) =>
		await order(url, 'edits', { type: record.type, id: record.id, body: body(record) });
const voidIt: Act = async (url, { id }) => await order(url, 'voids', { id });
const deleteIt: Act = async (url, { type, id }) => await order(url, 'deletions', { type, id });
const copyIt: Act = async (url, { id }) => await order(url, 'copies', { id });
const rename = edit(({ id }) => ({ externalId: `X-${id}` }));

const applied = (record: Rec, line: object) => ({
	apply: {
		items: ((record.apply ?? []) as Array<{ doc: string }>).map(({ doc }) => ({
			doc: { id: doc },
			...line,
		})),
	},
});

export const DEEDS: Record<string, Deed> = {
	voidPayment: onOurs('customerPayment', voidIt),
	deletePayment: onOurs('customerPayment', deleteIt),
	renamePayment: onOurs('customerPayment', rename),
	copyPayment: onOurs('customerPayment', copyIt),
	unapplyPayment: onOurs(
		'customerPayment',
		edit((one) => applied(one, { apply: false })),
	),
	lowerPayment: onOurs(
		'customerPayment',
		edit((one) => applied(one, { apply: true, amount: 1 })),
	),
	emptyList: onOurs(
		'customerPayment',
		edit(() => ({ custbody_amzstl_transactions: null })),
	),
	voidMemo: onOurs('creditMemo', voidIt),
	deleteMemo: onOurs('creditMemo', deleteIt),
	voidRefund: onOurs('customerRefund', voidIt),
	deleteRefund: onOurs('customerRefund', deleteIt),
	deleteRecord: onAny(TRANSACTION, deleteIt),
	deleteSummary: onAny(SETTLEMENT, deleteIt),
	setNew: onAny(
		TRANSACTION,
		edit(() => ({ custrecord_amzstl_t_status: { id: '1' } })),
	),
	renameInvoice: onAny('invoice', rename),
	payByHand: {
		type: 'invoice',
		fits: ({ open }) => Number(open) > 1,
		act: async (url, invoice) => {
			const half = Math.ceil((Number(invoice.open) / 2) * 100) / 100;
			const amount = invoice.currency === 'JPY' ? Math.ceil(half) : half;
			return await order(url, 'creations', {
				type: 'customerPayment',
				body: {
					customer: { id: invoice.entity },
					payment: amount,
					autoApply: false,
					apply: { items: [{ doc: { id: invoice.id }, apply: true, amount }] },
				},
			});
		},
	},
};

export const DEED_NAMES = Object.keys(DEEDS);

/** Whether it was done: there may be nothing to do it to, and NetSuite may refuse. */
export async function meddle(url: string, name: string, lot: number): Promise<boolean> {
	const { type, fits, act } = DEEDS[name];
	const found = (await readLedger(url)).of(type).filter(fits);
	return found.length > 0 && (await act(url, found[lot % found.length])) === '';
}
