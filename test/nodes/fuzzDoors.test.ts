// Whatever is entered or comes in: a parameter is taken as one of its values or refused by name, an item is a
// settlement transaction or refused by number, and neither breaks or hangs. FUZZ_SECONDS is the time for each door,
// SEED replays a failure.
import type { INode, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { NetSuiteOrderBill } from '../../nodes/NetSuiteOrderBill/NetSuiteOrderBill.node';
import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteRefundCreate } from '../../nodes/NetSuiteRefundCreate/NetSuiteRefundCreate.node';
import { readTransactions } from '../../nodes/shared/n8n/transactionItems';
import { checkValue } from '../../nodes/shared/n8n/parameters/checkValue';
import { itemReference } from '../../nodes/shared/n8n/parameters/expressions';
import { NetSuiteError } from '../../nodes/shared/netsuite/api/netSuiteError';
import { asItems } from '../support/sandboxNode';
import { madeSettlement, order } from '../support/madeSettlement';
import { env, performanceNow } from '../support/node';
import { SEED } from '../support/seed';

const SECONDS = Number(env.FUZZ_SECONDS ?? 2);

/** mulberry32: small, and the same everywhere. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const next = random(SEED);
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)];

const TEXTS = [
	'',
	' ',
	'0',
	'0,50',
	'1e9',
	'-1',
	'NaN',
	'true',
	'2026-02-30',
	'2026-02-28',
	'{orderId}',
	'__proto__',
	'constructor',
	'toString',
	'={{ $json }}',
	'deposit',
	'Deposit Date',
	'\u0000',
	'x'.repeat(5000),
	' '.repeat(60_000),
	'"'.repeat(3000),
	'{{'.repeat(2000),
	'\ud800',
];

function anything(depth = 0): unknown {
	const plain = [...TEXTS, 0, -0, 1, -1, 0.1, 1e308, NaN, Infinity, true, false, null, undefined];
	if (depth > 3 || next() < 0.6) {
		return oneOf(plain);
	}
	const parts = Array.from({ length: Math.floor(next() * 4) }, () => anything(depth + 1));
	const keys = ['mode', 'value', '__rl', 'fields', 'keys', 'rule', 'length', '__proto__'];
	return next() < 0.5 ? parts : Object.fromEntries(parts.map((part) => [oneOf(keys), part]));
}

/** A value of the right shape, with anything at its ends. */
function shaped(property: INodeProperties): unknown {
	if (next() < 0.2) {
		return anything();
	}
	if (property.type === 'collection') {
		const members = property.options as INodeProperties[];
		return Object.fromEntries(members.map((one) => [one.name, shaped(one)]));
	}
	if (property.type === 'fixedCollection') {
		const groups = property.options as INodePropertyCollection[];
		return Object.fromEntries(
			groups.map(({ name, values }) => [
				name,
				[Object.fromEntries(values.map((one) => [one.name, shaped(one)]))],
			]),
		);
	}
	return next() < 0.3 ? property.default : anything();
}

function forSeconds(work: () => void): number {
	const end = performanceNow() + SECONDS * 1000;
	let rounds = 0;
	while (performanceNow() < end) {
		const started = performanceNow();
		work();
		expect(performanceNow() - started).toBeLessThan(2000);
		rounds += 1;
	}
	return rounds;
}

const PROPERTIES = [new NetSuitePaymentApply(), new NetSuiteRefundCreate(), new NetSuiteOrderBill()]
	.flatMap(({ description }) => description.properties)
	.filter(({ type }) => type !== 'notice');
const TIME = (SECONDS + 30) * 1000;

test(
	`parameters, seed ${SEED}`,
	() => {
		const seen = { taken: 0, refused: 0 };
		forSeconds(() => {
			const property = oneOf(PROPERTIES);
			const value = shaped(property);
			try {
				const checked = checkValue(property, value, "'It'");
				seen.taken += 1;
				if (property.type === 'number') {
					expect(checked).toBeGreaterThanOrEqual(property.typeOptions?.minValue ?? -Infinity);
				}
				if (property.type === 'boolean') {
					expect(typeof checked).toBe('boolean');
				}
				if (property.type === 'options') {
					const values = property.options?.map((option) => 'value' in option && option.value);
					expect(values).toContain(checked);
				}
			} catch (error) {
				if (!(error instanceof NetSuiteError) || error.code !== 'SETTING_INVALID') {
					throw error as Error;
				}
				expect(error.remedy).not.toBe('');
				expect(error.message.length).toBeLessThan(1000);
				seen.refused += 1;
			}
		});
		expect(seen.taken).toBeGreaterThan(0);
		expect(seen.refused).toBeGreaterThan(0);
	},
	TIME,
);

test(
	`expressions, seed ${SEED}`,
	() => {
		forSeconds(() => {
			const hidden = oneOf(['$json.a', '$itemIndex', '$binary', "$('X').item.json.a"]);
			const code = `={{ ${String(oneOf(TEXTS)).replace(/[{}]/g, '')} + ${hidden} }}`;
			expect(itemReference(code)).not.toBe('');
		});
	},
	TIME,
);

test(
	`items, seed ${SEED}`,
	() => {
		const [{ json }] = asItems(madeSettlement([order('111-1', 100)]));
		const node = { name: 'Apply payments', type: 'x' } as unknown as INode;
		const seen = { taken: 0, refused: 0 };
		forSeconds(() => {
			const item = structuredClone(json) as Record<string, unknown>;
			for (let change = Math.floor(next() * 3); change > 0; change--) {
				const place = next() < 0.5 ? item : (item[oneOf(['settlement', 'amounts'])] as typeof item);
				if (typeof place === 'object' && place !== null) {
					place[oneOf([...Object.keys(place), '__proto__', 'more'])] = anything();
				}
			}
			try {
				const [read] = readTransactions(node, [{ json: item as never }]);
				expect(Number.isFinite(read.transactionAmount)).toBe(true);
				seen.taken += 1;
			} catch (error) {
				if (!(error instanceof NodeOperationError)) {
					throw error as Error;
				}
				expect(error.message).toContain('Item 0');
				seen.refused += 1;
			}
		});
		expect(seen.taken).toBeGreaterThan(0);
		expect(seen.refused).toBeGreaterThan(0);
	},
	TIME,
);
