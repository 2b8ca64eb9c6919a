// The choices of a drop-down, taken from its description alone, so that no list stands twice: what a person sees
// (the label) and what is stored (the value) are both taken, in any case.
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const key = (text: unknown) => String(text).trim().replace(/\s+/g, ' ').toLowerCase();

function optionsOf({ options }: INodeProperties): INodePropertyOptions[] {
	return (options ?? []) as INodePropertyOptions[];
}

/** The value of the choice that is meant; undefined for anything else. */
export function choiceOf(property: INodeProperties, given: unknown): string | undefined {
	if (typeof given !== 'string') {
		return undefined;
	}
	const options = optionsOf(property);
	const found =
		options.find(({ value }) => key(value) === key(given)) ??
		options.find(({ name }) => key(name) === key(given));
	return found === undefined ? undefined : String(found.value);
}

/** What the node shows for a value. */
export function labelOfChoice(property: INodeProperties, value: string): string {
	return optionsOf(property).find((option) => option.value === value)?.name ?? value;
}

/** `'Deposit Date' (deposit)`, each choice as it is shown and as it is stored. */
export function choicesInWords(property: INodeProperties): string {
	return optionsOf(property)
		.map(({ name, value }) => (name === value ? `'${name}'` : `'${name}' (${String(value)})`))
		.join(', ');
}

/**
 * Shows a parameter only with these choices of another. n8n hides what does not fit and throws its value away, so
 * it is hidden only for the other choices: a label in place of a value must not make a setting vanish.
 */
export function shownWith(
	property: INodeProperties,
	values: string[],
	path = property.name,
): NonNullable<INodeProperties['displayOptions']> {
	const others = optionsOf(property).filter(({ value }) => !values.includes(String(value)));
	return { hide: { [path]: others.flatMap(({ name, value }) => [...new Set([value, name])]) } };
}
