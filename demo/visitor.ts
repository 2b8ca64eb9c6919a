// A visitor of n8n who keeps cookies and follows redirects, as a browser does: what a script needs to sign
// in and to pass the forms that ask for n8n's own user.
const REDIRECTS_MAX = 10;

export interface Visitor {
	/** Requests an address and follows redirects; the reply's `url` is where it ended. */
	visit(address: string, init?: RequestInit): Promise<Response>;
}

export function createVisitor(): Visitor {
	const cookies = new Map<string, string>();
	const request = async (address: string, init: RequestInit) => {
		const headers = new Headers(init.headers);
		headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
		const reply = await fetch(address, { ...init, headers, redirect: 'manual' });
		for (const cookie of reply.headers.getSetCookie()) {
			const [pair] = cookie.split(';');
			const end = pair.indexOf('=');
			keep(cookies, pair.slice(0, end), pair.slice(end + 1));
		}
		return reply;
	};
	return {
		async visit(address, init = {}) {
			let reply = await request(address, init);
			let at = address;
			for (let count = 0; count < REDIRECTS_MAX; count += 1) {
				const location = reply.headers.get('location');
				if (location === null || reply.status < 300 || reply.status > 399) {
					return reply;
				}
				at = new URL(location, at).href;
				reply = await request(at, {});
			}
			throw new Error(`${address} redirected more than ${REDIRECTS_MAX} times, lastly to ${at}.`);
		},
	};
}

/** A server clears a cookie by setting it to nothing. */
function keep(cookies: Map<string, string>, name: string, value: string): void {
	if (value === '') {
		cookies.delete(name);
	} else {
		cookies.set(name, value);
	}
}
