/** The contract, used directly: only for what a journey finds already there. */
export class Api {
  private constructor(
    private readonly address: string,
    private readonly token: string,
  ) {}

  static async signedIn(address: string, username: string, password: string): Promise<Api> {
    const nobody = new Api(address, '')
    const entered = await nobody.send<{ access_token: string }>('POST', '/sessions', { username, password })
    return new Api(address, entered.access_token)
  }

  async send<Answer>(method: string, path: string, body?: unknown, version?: number): Promise<Answer> {
    const answer = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
        ...(version === undefined ? {} : { 'If-Match': `"v${version}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return (text ? JSON.parse(text) : undefined) as Answer
  }
}
