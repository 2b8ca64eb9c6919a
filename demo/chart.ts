// The chart of accounts that the demo's books have beside NetSuite's own, and the accounts of the journal as a user
// would select them in the node: by internal id, each once.
import type { BooksSeed } from '../sandbox/seed/seedShape';
import type { Sandbox } from '../sandbox/sandbox';
import { configured } from './bundledWorkflow';
import type { StoredWorkflow } from './host';

export const CLEARING = 'Amazon Clearing';

/** By parameter of *Accounts*. */
const CHART: Record<string, [name: string, type: string]> = {
	bank: ['Operating Bank', 'Bank'],
	reserve: ['Amazon Reserve', 'OthCurrAsset'],
	carried: ['Amazon Balance Carried', 'OthCurrAsset'],
	card: ['Company Card', 'CredCard'],
	sellingFees: ['Selling Fees', 'Expense'],
	fulfilmentFees: ['Fulfilment Fees', 'COGS'],
	storage: ['Storage', 'Expense'],
	advertising: ['Advertising', 'Expense'],
	allFees: ['Other Amazon Fees', 'Expense'],
	shippingTakenBack: ['Shipping Income', 'Income'],
	points: ['Discounts', 'Income'],
	reimbursements: ['Reimbursements', 'OthIncome'],
	liquidations: ['Liquidation Sales', 'Income'],
	feeTax: ['Tax on Amazon Fees', 'OthCurrAsset'],
	remittedTax: ['Tax That Amazon Remits', 'OthCurrLiab'],
	taxCredit: ['Tax Withheld Receivable', 'OthCurrAsset'],
	loan: ['Amazon Lending', 'OthCurrLiab'],
	otherMarketplaces: ['Due between Marketplaces', 'OthCurrAsset'],
	notPosted: ['Amazon Not Posted', 'OthCurrAsset'],
};

const JOURNAL_NODE = '.settlementJournalCreate';

export function withChart(seed: BooksSeed): BooksSeed {
	const own = seed.accounts ?? [];
	const named = new Set(own.map(({ name }) => name));
	const missing = Object.values(CHART).filter(([name]) => !named.has(name));
	return { ...seed, accounts: [...own, ...missing.map(([name, type]) => ({ name, type }))] };
}

/** The switch in *Set configuration*, which is off where the workflow is imported. */
export function withPostJournal(workflow: StoredWorkflow): StoredWorkflow {
	return configured(workflow, { postJournal: true });
}

export function withJournal(workflow: StoredWorkflow, { books }: Sandbox): StoredWorkflow {
	const idOf = (name: string) =>
		books.ofType('account').find(({ fields }) => fields.acctName === name)?.id ?? '';
	const names = Object.entries(CHART).map(([parameter, [name]]) => [parameter, name]);
	const accounts = Object.fromEntries(
		[...names, ['clearing', CLEARING]].map(([parameter, name]) => [
			parameter,
			{ __rl: true, mode: 'list', value: idOf(name) },
		]),
	);
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type.endsWith(JOURNAL_NODE)
				? ({ ...node, parameters: { ...node.parameters, accounts } } as typeof node)
				: node,
		),
	};
}
