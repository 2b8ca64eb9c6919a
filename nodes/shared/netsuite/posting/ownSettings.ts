// Settings that differ from transaction to transaction, because a field, an account or a segment is entered as an
// expression of the item: every decision about one transaction takes that transaction's own.

export interface WithOwn {
	/** By transaction (for bills: by sales order), whole settings each; none where nothing names the item. */
	own?: ReadonlyMap<object, unknown>;
}

/** The settings that hold for one transaction. */
export function settingsOf<Settings extends WithOwn>(settings: Settings, of: object): Settings {
	return (settings.own?.get(of) as Settings | undefined) ?? settings;
}
