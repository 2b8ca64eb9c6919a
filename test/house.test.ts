// The house rules, executable: who may know whom, what belongs to a node, how a file looks. Each rule is
// also shown made-up offences, because a rule that cannot fail keeps nothing.
import { importRules } from './house/imports';
import { nodeRules } from './house/nodes';
import { readCheckout } from './house/source';
import { styleRules } from './house/style';

const checkout = readCheckout();

it('looks at the whole checkout', () => {
	expect(checkout.length).toBeGreaterThan(50);
	expect(checkout.map(({ path }) => path)).toContain('nodes/shared/vendor.ts');
});

describe.each([...importRules, ...nodeRules, ...styleRules])('$title', ({ check, offences }) => {
	it('holds', () => {
		expect(check(checkout)).toEqual([]);
	});

	it.each(offences)('would find offence %#', (...offence) => {
		expect(check(offence)).not.toEqual([]);
	});
});
