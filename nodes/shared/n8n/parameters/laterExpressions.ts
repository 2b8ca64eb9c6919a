// Which expressions of a later node have their value already while an earlier one runs: those that name neither the
// item, nor what changes from node to node, nor the output of a node that has not run.
import type { INodeProperties } from 'n8n-workflow';

import { itemReference, someExpression } from './expressions';

/** Another value in each node, or in each turn of a loop. */
const OF_THE_NODE =
	/\$(?:input|prevNode|runIndex|items|self|nodeId|nodeVersion|webhookId|agentInfo|tool)\b/;
const NODE_NAMED = /\$\(\s*(['"`])((?:\\.|(?!\1).)*)\1\s*\)/g;

type Evaluate = (expression: string) => unknown;

function isKnown(expression: string, evaluate: Evaluate): boolean {
	if (itemReference(expression) !== '' || OF_THE_NODE.test(expression)) {
		return false;
	}
	const named = [...expression.matchAll(NODE_NAMED)].map(([whole]) => whole);
	const areAllNamed = named.length === expression.split('$(').length - 1;
	return areAllNamed && named.every((node) => hasRun(node, evaluate));
}

/** A node that is not there counts as run: the expression cannot be evaluated, now or later. */
function hasRun(node: string, evaluate: Evaluate): boolean {
	try {
		return evaluate(`{{ ${node}.isExecuted }}`) === true;
	} catch {
		return true;
	}
}

/** The stored values with defaults for what is not known yet; `isWhole`: no record was left out. */
export function knownNow(
	properties: INodeProperties[],
	stored: Readonly<Record<string, unknown>>,
	evaluate: Evaluate,
): { stored: Record<string, unknown>; isWhole: boolean } {
	const waits = (raw: unknown) =>
		someExpression(raw, (expression) => !isKnown(expression, evaluate));
	const waiting = properties.filter(({ name }) => waits(stored[name]));
	const known = Object.fromEntries(
		properties.map((property) => {
			const raw = stored[property.name];
			return [
				property.name,
				waiting.includes(property) ? withoutWaiting(property, raw, waits) : raw,
			];
		}),
	);
	return { stored: known, isWhole: waiting.every(({ type }) => type !== 'resourceLocator') };
}

/** A collection keeps its other members. */
function withoutWaiting(
	property: INodeProperties,
	raw: unknown,
	waits: (raw: unknown) => boolean,
): unknown {
	return property.type === 'collection' && typeof raw === 'object' && raw !== null
		? Object.fromEntries(Object.entries(raw).filter(([, value]) => !waits(value)))
		: property.default;
}
