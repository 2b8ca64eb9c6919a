// Who an OAuth 2.0 access token logs in: its claims say so without any permission (Oracle help section_158255317571).

export interface TokenIdentity {
	/** Internal ids; '' where the token does not say. */
	roleId: string;
	userId: string;
	accountId: string;
}

const NOBODY: TokenIdentity = { roleId: '', userId: '', accountId: '' };

/** `sub` is role;entity, the first of `aud` application;account. */
export function tokenIdentity(token: string): TokenIdentity {
	try {
		const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
		const { sub, aud } = JSON.parse(text) as { sub?: unknown; aud?: unknown };
		const [roleId = '', userId = ''] = typeof sub === 'string' ? sub.split(';') : [];
		const [audience] = [aud].flat();
		const [, accountId = ''] = typeof audience === 'string' ? audience.split(';') : [];
		return { roleId, userId, accountId };
	} catch {
		return NOBODY;
	}
}
