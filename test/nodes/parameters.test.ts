// What a person enters is what happens: every parameter of every node is checked against its own description
// before anything is read or written, wherever its value comes from. Each kind of parameter, each node, each way
// of entering it.
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

import { AmazonSettlementParse } from '../../nodes/AmazonSettlementParse/AmazonSettlementParse.node';
import { NetSuiteOrderBill } from '../../nodes/NetSuiteOrderBill/NetSuiteOrderBill.node';
import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteRefundCreate } from '../../nodes/NetSuiteRefundCreate/NetSuiteRefundCreate.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import { SettlementJournalCreate } from '../../nodes/SettlementJournalCreate/SettlementJournalCreate.node';
import { SettlementSummaryUpdate } from '../../nodes/SettlementSummaryUpdate/SettlementSummaryUpdate.node';
import { checkValue } from '../../nodes/shared/n8n/parameters/checkValue';
import { fileItem } from '../support/fileItem';
import { madeSettlement, order } from '../support/madeSettlement';
import { fs, path, ROOT } from '../support/node';
import { sharedSandbox } from '../support/sharedSandbox';
import { asItems, chosen, runOn, toldBy } from '../support/sandboxNode';

const sandbox = sharedSandbox({ books: {} });
const REPORT = fs.readFileSync(path.join(ROOT, 'test', 'reports', 'us-basic.txt'));
const ITEMS = asItems(madeSettlement([order('111-1', 100)]));
const NODES: INodeType[] = [
	new AmazonSettlementParse(),
	new NetSuiteSettlementAdd(),
	new NetSuiteOrderBill(),
	new NetSuitePaymentApply(),
	new NetSuiteRefundCreate(),
	new SettlementJournalCreate(),
	new SettlementSummaryUpdate(),
];

/** How a value is put at the place of a parameter. */
interface Place {
	name: string;
	property: INodeProperties;
	at(value: unknown): INodeParameters;
}

/** Every parameter, down to members of collections and columns of tables. */
function placesOf(properties: INodeProperties[]): Place[] {
	return properties.flatMap((property): Place[] => {
		const at = (value: unknown) => ({ [property.name]: value }) as INodeParameters;
		if (property.type === 'collection') {
			return placesOf(property.options as INodeProperties[]).map((place) => ({
				...place,
				name: `${property.name}.${place.name}`,
				at: (value) => at(place.at(value)),
			}));
		}
		if (property.type === 'fixedCollection') {
			return (property.options as INodePropertyCollection[]).flatMap(({ name, values }) =>
				placesOf(values).map((place) => ({
					...place,
					name: `${property.name}.${name}.${place.name}`,
					at: (value) => at({ [name]: [place.at(value)] }),
				})),
			);
		}
		return [{ name: property.name, property, at }];
	});
}

const PLACES = NODES.flatMap((node) =>
	placesOf(node.description.properties).map(
		(place) => [`${node.description.displayName}: ${place.name}`, node, place] as const,
	),
);
const ofType = (...types: string[]) =>
	PLACES.filter(([, , { property }]) => types.includes(property.type));

test.each(ofType('options'))('%s takes values and labels in any case', (_, __, { property }) => {
	for (const { name, value } of property.options as INodePropertyOptions[]) {
		for (const given of [value, name, name.toUpperCase(), ` ${String(value).toLowerCase()} `]) {
			expect(checkValue(property, given, 'x')).toBe(value);
		}
	}
});

const NO_CHOICES = ['deposit day', '', null, undefined, 0, true, ['x'], { value: 'x' }, NaN];

test.each(ofType('options', 'multiOptions'))('%s refuses all else', (_, __, { property }) => {
	for (const given of NO_CHOICES) {
		expect(() => checkValue(property, given, "'It'")).toThrow("'It' is");
	}
});

test.each(ofType('boolean'))('%s is true or false', (_, __, { property }) => {
	expect([true, false].map((given) => checkValue(property, given, 'x'))).toEqual([true, false]);
	for (const given of ['true', 'false', '', 'Dry run', 0, 1, null, undefined, {}]) {
		expect(() => checkValue(property, given, 'x')).toThrow('x is');
	}
});

const NO_NUMBERS = [
	'0,50',
	'',
	' ',
	'NaN',
	NaN,
	Infinity,
	'1e3',
	'0x10',
	null,
	undefined,
	true,
	[],
];

test.each(ofType('number'))('%s: a number within its bounds', (_, __, { property }) => {
	const { minValue, maxValue, numberPrecision } = property.typeOptions ?? {};
	expect(minValue).toBeGreaterThanOrEqual(0);
	expect(numberPrecision).toBeDefined();
	expect(checkValue(property, String(minValue), 'x')).toBe(minValue);
	const out = [-1, Number(minValue) - 1, ...(maxValue === undefined ? [] : [maxValue + 1])];
	const tooFine = Number(minValue) + 10 ** -(Number(numberPrecision) + 1);
	for (const given of [...NO_NUMBERS, ...out, tooFine]) {
		expect(() => checkValue(property, given, 'x')).toThrow('x is');
	}
});

test.each(ofType('dateTime'))('%s: a day', (_, __, { property }) => {
	expect(checkValue(property, '2026-02-28T23:59:00.000+02:00', 'x')).toBe('2026-02-28');
	for (const given of ['', '31.12.2026', '2026-02-30', '2026', 20261231, null, undefined]) {
		expect(() => checkValue(property, given, 'x')).toThrow('x is');
	}
});

test.each(ofType('resourceLocator'))(
	'%s: a record by list, id, or name where names are taken',
	(_, __, { property }) => {
		const value = (given: unknown) => checkValue(property, given, 'x');
		expect(value({ mode: 'id', value: 217 })).toEqual({ mode: 'id', value: '217' });
		const named = [chosen('name', 'Amazon Clearing'), 'Amazon Clearing'];
		const takesNames = property.modes?.some(({ name }) => name === 'name') === true;
		for (const given of named) {
			if (takesNames) {
				expect(value(given)).toEqual({ mode: 'name', value: 'Amazon Clearing' });
			} else {
				expect(() => value(given)).toThrow("x has the mode 'name'");
			}
		}
		for (const given of [
			{ mode: 'id', value: 'Amazon Clearing' },
			{ mode: 'list', value: '1,5' },
			{ mode: 'url', value: '1' },
			{ mode: 'name', value: null },
			null,
			undefined,
			NaN,
			['1'],
		]) {
			expect(() => value(given)).toThrow('x ');
		}
	},
);

test.each(ofType('string'))('%s: text', (_, __, { property }) => {
	expect(checkValue(property, 4.5, 'x')).toBe('4.5');
	for (const given of [null, undefined, {}, ['a'], NaN]) {
		expect(() => checkValue(property, given, 'x')).toThrow('x is');
	}
});

const NAME_OF_NOTHING = "={{ $('Items').first().json.noSuchKey }}";

/** What is left out must not decide before what is tried. */
const COMPLETE: INodeParameters = {
	refundAccount: chosen('name', 'Amazon Clearing'),
	refundItem: chosen('name', 'Amazon Refund'),
};

/** Settings that show others, written so that n8n knows none of their choices and hides nothing. */
function showingAll({ description }: INodeType): INodeParameters {
	const names = description.properties.flatMap(({ displayOptions }) =>
		Object.keys(displayOptions?.hide ?? {}),
	);
	const shown = description.properties.filter(({ name }) => names.includes(name));
	return Object.fromEntries(shown.map(({ name, default: value }) => [name, ` ${value} `]));
}

describe('on the engine, nothing is asked of NetSuite before a setting is refused', () => {
	// Of the columns of a table, n8n hides those that another column has no use for.
	const tried = PLACES.filter(
		([, , { property, name }]) => property.type !== 'notice' && !name.endsWith('.bodyField'),
	);

	// Each parameter once, from an expression that gives nothing: a mistyped name of Set configuration.
	it.each(tried)('%s from a name that does not exist', async (_, node, { property, at }) => {
		sandbox().requests.reset();
		const given =
			property.type === 'resourceLocator' ? chosen('name', NAME_OF_NOTHING) : NAME_OF_NOTHING;
		const items = node instanceof AmazonSettlementParse ? [fileItem(REPORT)] : ITEMS;
		const parameters = { ...COMPLETE, ...showingAll(node), ...at(given) };
		const run = await runOn(sandbox(), node, parameters, items);
		expect(run.status).toBe('error');
		expect(toldBy(run)).toMatch(/^(SETTING_INVALID|CLASS_UNKNOWN): /);
		expect(toldBy(run).toLowerCase()).toContain(property.displayName.toLowerCase());
		expect(sandbox().requests.counters.total).toBe(0);
	});
});

test('a label from Set configuration dates the payment as its value would', async () => {
	const parameters = { datePolicy: "={{ 'deposit DATE' }}", dryRun: true };
	const run = await runOn(sandbox(), new NetSuitePaymentApply(), parameters, ITEMS);
	expect(toldBy(run)).toBe('');
});

test('a label in place of a value keeps the settings that depend on it', async () => {
	const parameters = { source: 'NETSUITE', settlementId: 'none such', dryRun: true };
	const run = await runOn(sandbox(), new NetSuitePaymentApply(), parameters, ITEMS);
	expect(run.outputs[0] ?? []).toEqual([]);
});
