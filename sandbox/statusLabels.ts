// The status letters of transactions and what they are called. README.md says which labels are known
// from Oracle or live accounts and which are ours.

export const STATUS_LABELS: Record<string, Record<string, string>> = {
	salesOrder: {
		A: 'Pending Approval',
		B: 'Pending Fulfillment',
		C: 'Cancelled',
		D: 'Partially Fulfilled',
		E: 'Pending Billing/Partially Fulfilled',
		F: 'Pending Billing',
		G: 'Billed',
		H: 'Closed',
	},
	itemFulfillment: { A: 'Picked', B: 'Packed', C: 'Shipped' },
	invoice: { A: 'Open', B: 'Paid In Full', D: 'Pending Approval', E: 'Rejected', V: 'Voided' },
	cashSale: { A: 'Unapproved Payment', B: 'Not Deposited', C: 'Deposited' },
	customerPayment: { A: 'Unapproved Payment', B: 'Not Deposited', C: 'Deposited' },
	creditMemo: { A: 'Open', B: 'Fully Applied', V: 'Voided' },
	customerRefund: { R: 'Recorded', V: 'Voided' },
	journalEntry: { A: 'Pending Approval', B: 'Approved for Posting', C: 'Rejected' },
	deposit: { B: 'Deposited' },
};
